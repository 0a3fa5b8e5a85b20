import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findAccount, storePasswordHash } from "./account-repository";
import { hashPassword } from "./hash-password";
import { findPasswordLink, spendPasswordLink } from "./password-link-repository";
import { revokeSessionsOf } from "./session-repository";
import { hashToken } from "./session-token";

const ASK_AGAIN = "Ask an admin of your agency for a new one.";

/** Whom a link is for. Throws `unprocessable` with the reason when it cannot be used. */
export async function readPasswordLink(ctx: Context, token: string) {
  const link = await findPasswordLink(ctx.db, hashToken(token));
  if (!link || link.disabledAt) {
    throw new AppError("unprocessable", { message: `This link is not valid. ${ASK_AGAIN}` });
  }
  if (link.usedAt) {
    throw new AppError("unprocessable", {
      message: `This link was used already. Sign in with the password that was set. If that was not you: ${ASK_AGAIN.toLowerCase()}`,
    });
  }
  if (link.expired) throw new AppError("unprocessable", { message: `This link has expired. ${ASK_AGAIN}` });
  return link;
}

/** Sets the password behind a link, spends the link and ends every session of the person. */
export async function setPasswordByLink(
  ctx: Context,
  input: { token: string; password: string },
): Promise<{ email: string }> {
  const link = await readPasswordLink(ctx, input.token);
  const passwordHash = await hashPassword(input.password);
  await ctx.db.transaction(async (tx) => {
    if (!(await spendPasswordLink(tx, hashToken(input.token)))) {
      throw new AppError("unprocessable", { message: `This link was used a moment ago. ${ASK_AGAIN}` });
    }
    const account = await findAccount(tx, link.userId);
    if (!account) throw new AppError("not_found");
    await storePasswordHash(tx, link.userId, passwordHash);
    const ended = await revokeSessionsOf(tx, link.userId);
    const { userId, companyId, name, email, role } = account;
    const actor = { kind: "person", userId, sessionId: "", name, email, role, steppedUpAt: null } as const;
    await recordAudit(
      tx,
      { ...ctx, actor, companyId },
      {
        action: "password.set",
        targetKind: "person",
        targetId: userId,
        targetName: name,
        after: { by: link.purpose, sessionsEnded: ended },
      },
    );
  });
  return { email: link.email };
}
