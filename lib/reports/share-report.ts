import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/record-audit";
import { hashPassword } from "@/lib/auth/hash-password";
import { hashToken } from "@/lib/auth/session-token";
import { actorUserId, type Context, mayUseLocation, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { checkScope } from "@/lib/snapshots/check-scope";
import { readFilters } from "./filters";
import { insertShare, readShare, readShares, revokeShare, type ShareRow } from "./share-repository";
import type { CreateShare, ShareView } from "./share-schema";

const dayMs = 86_400_000;

/**
 * Makes a link that opens a report without a sign-in. It holds on to the locations that its maker may see now: it never
 * shows more, even when the agency grows. The token is answered once and stored as a hash.
 */
export async function shareReport(
  ctx: Context,
  input: CreateShare,
): Promise<{ share: ShareView; path: string }> {
  requireRole(ctx, "marketer");
  const filters = readFilters(new URLSearchParams(input.search), "2000-01-01");
  const scope = await checkScope(ctx, {
    locationId: filters.locationIds,
    groupId: filters.groupIds,
    accountId: filters.accountIds,
    platform: filters.platforms,
  });
  if (scope.locations.length === 0) {
    throw new AppError("unprocessable", { message: "There is no location to share yet." });
  }
  const token = randomBytes(32).toString("base64url");
  const now = ctx.clock.now();
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  const row = await ctx.db.transaction(async (tx) => {
    const share = await insertShare(tx, {
      companyId: ctx.companyId,
      tokenHash: hashToken(token),
      label: input.label,
      search: input.search,
      locationIds: scope.locations.map(({ id }) => id),
      passwordHash,
      expiresAt: input.days === null ? null : new Date(now.getTime() + input.days * dayMs),
      createdBy: actorUserId(ctx),
      createdByName: ctx.actor.name,
      createdAt: now,
    });
    await recordAudit(tx, ctx, {
      action: "reports.shared",
      targetKind: "share_link",
      targetId: share.id,
      targetName: share.label,
      after: {
        search: input.search,
        locations: share.locationIds.length,
        expiresAt: share.expiresAt,
        password: passwordHash !== null,
      },
    });
    return share;
  });
  return { share: viewOf(row, now), path: `/r/${token}` };
}

/** Stores a link that the product itself sends to somebody, under a token of its maker's. */
export async function openLink(
  ctx: Context,
  link: {
    token: string;
    label: string;
    search: string;
    locationIds: string[];
    passwordHash: string | null;
    expiresAt: Date;
    /** Who made it, in words; without it whoever is at work. */
    by?: string;
  },
): Promise<void> {
  const { token, label, search, locationIds, passwordHash, expiresAt, by } = link;
  await insertShare(ctx.db, {
    companyId: ctx.companyId,
    tokenHash: hashToken(token),
    label,
    search,
    locationIds,
    passwordHash,
    expiresAt,
    createdBy: actorUserId(ctx),
    createdByName: by ?? ctx.actor.name,
    createdAt: ctx.clock.now(),
  });
}

/** Links of the agency whose locations the person may all see. */
export async function listShares(ctx: Context): Promise<{ shares: ShareView[] }> {
  const rows = await readShares(ctx.db, ctx.companyId);
  const now = ctx.clock.now();
  return { shares: rows.filter((row) => maySee(ctx, row)).map((row) => viewOf(row, now)) };
}

function maySee(ctx: Context, row: ShareRow): boolean {
  return row.locationIds.every((id) => mayUseLocation(ctx, id));
}

/** Ends a link at once. Ending an ended one changes nothing. */
export async function endShare(ctx: Context, input: { shareId: string }): Promise<ShareView> {
  requireRole(ctx, "marketer");
  const found = await readShare(ctx.db, ctx.companyId, input.shareId);
  if (!found) {
    requireLocation(ctx, "");
    throw new AppError("not_found", { message: "There is no such link. It may belong to another agency." });
  }
  for (const id of found.locationIds) requireLocation(ctx, id);
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    if (!(await revokeShare(tx, found.id, now))) return;
    await recordAudit(tx, ctx, {
      action: "reports.share_revoked",
      targetKind: "share_link",
      targetId: found.id,
      targetName: found.label,
    });
  });
  return viewOf({ ...found, revokedAt: found.revokedAt ?? now }, now);
}

function viewOf(row: ShareRow, now: Date): ShareView {
  return {
    shareId: row.id,
    label: row.label,
    locations: row.locationIds.length,
    hasPassword: row.passwordHash !== null,
    status: row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= now ? "expired" : "open",
    expiresAt: row.expiresAt?.toISOString() ?? null,
    views: row.views,
    lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}
