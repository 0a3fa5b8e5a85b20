import { verifyPassword } from "@/lib/auth/hash-password";
import { countAttempt } from "@/lib/auth/limit-attempts";
import { hashToken } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import { readPublicBrand } from "@/lib/delivery/brand/brand";
import { AppError } from "@/lib/errors";
import { queryOfSearch } from "./query-of-search";
import { bestPosts } from "./rank-posts";
import { countView, readShareByToken } from "./share-repository";
import type { OpenedShare } from "./share-schema";
import { summariseReport } from "./summarise-report";

/**
 * The report behind a link, for anybody who has it. A link that was revoked, has expired or never was reads alike. Wrong
 * passwords are counted and make the next try wait.
 */
export async function openShare(
  ctx: Context,
  input: { token: string; password: string | null },
): Promise<OpenedShare> {
  const now = ctx.clock.now();
  const found = await readShareByToken(ctx.db, hashToken(input.token));
  if (!found || found.share.revokedAt || (found.share.expiresAt && found.share.expiresAt <= now)) {
    throw new AppError("not_found", {
      message: "This link is not open any more. Ask whoever sent it for a new one.",
    });
  }
  const { share, agency } = found;
  if (share.passwordHash) {
    if (input.password === null) return { status: "password", wrong: false };
    const attempt = await countAttempt(ctx, "share-link", share.id);
    if (!(await verifyPassword(share.passwordHash, input.password)))
      return { status: "password", wrong: true };
    await attempt.clear(ctx.db);
  }
  const own: Context = {
    ...ctx,
    actor: { kind: "system", name: "Shared report" },
    companyId: share.companyId,
    locations: new Set(share.locationIds),
  };
  const [[report, best], brand] = await Promise.all([
    queryOfSearch(own, share.search).then((query) =>
      Promise.all([summariseReport(own, query), bestPosts(own, query)]),
    ),
    readPublicBrand(ctx.db, share.companyId),
  ]);
  await countView(ctx.db, share.id, now);
  return { status: "open", label: share.label, agency, brand, report, best };
}
