import { recordAudit } from "@/lib/audit/record-audit";
import { deleteTotp } from "@/lib/auth/factor-repository";
import { deletePasskeysOf } from "@/lib/auth/passkey-repository";
import { endCodesWithoutFactor } from "@/lib/auth/recovery-codes";
import { revokeSessionsOf } from "@/lib/auth/session-repository";
import { actorUserId, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { personOf } from "./person-of";
import { findPersonRow } from "./repository";
import type { Person } from "./schema";

/** For somebody who lost phone and codes: every factor ends, and so does every device they are signed in on. */
export async function resetSecondFactor(ctx: Context, userId: string): Promise<Person> {
  return ctx.db.transaction(async (tx) => {
    const before = await findPersonRow(tx, ctx.companyId, userId);
    if (!before) throw new AppError("not_found", { message: "There is no such person in your agency." });
    if (userId === actorUserId(ctx)) {
      throw new AppError("unprocessable", { message: "Your own factors are on your account page." });
    }
    const app = await deleteTotp(tx, userId);
    const passkeys = await deletePasskeysOf(tx, userId);
    if (!app && passkeys === 0) {
      throw new AppError("unprocessable", { message: `${before.name} has no second factor.` });
    }
    await endCodesWithoutFactor(tx, userId);
    const sessionsEnded = await revokeSessionsOf(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.reset",
      targetKind: "person",
      targetId: userId,
      targetName: before.name,
      before: { app, passkeys },
      after: { sessionsEnded },
    });
    const after = await findPersonRow(tx, ctx.companyId, userId);
    if (!after) throw new AppError("not_found");
    return personOf(after);
  });
}
