import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findAccount, storePasswordHash } from "./account-repository";
import { hashPassword, verifyPassword } from "./hash-password";
import { countAttempt } from "./limit-attempts";
import { requireActor } from "./require-actor";
import { revokeSessionsOf } from "./session-repository";

/** Changes one's own password; needs the present one and ends every other session. Returns how many ended. */
export async function changePassword(
  ctx: Context,
  input: { presentPassword: string; newPassword: string },
): Promise<{ sessionsEnded: number }> {
  const person = requireActor(ctx);
  const attempt = await countAttempt(ctx, "change-password", person.userId);
  const account = await findAccount(ctx.db, person.userId);
  if (!(await verifyPassword(account?.passwordHash, input.presentPassword))) {
    throw new AppError("unprocessable", {
      message: "The present password is wrong. Nothing was changed.",
      fields: [{ path: "body.presentPassword", message: "This is not your present password." }],
    });
  }
  if (input.presentPassword === input.newPassword) {
    throw new AppError("unprocessable", { message: "The new password is the present one. Choose another." });
  }
  const passwordHash = await hashPassword(input.newPassword);
  return ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await storePasswordHash(tx, person.userId, passwordHash);
    const sessionsEnded = await revokeSessionsOf(tx, person.userId, person.sessionId);
    await recordAudit(tx, ctx, {
      action: "password.changed",
      targetKind: "person",
      targetId: person.userId,
      targetName: person.name,
      after: { sessionsEnded },
    });
    return { sessionsEnded };
  });
}
