import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findAccount } from "./account-repository";
import { checkSecondFactor, hasSecondFactor } from "./check-second-factor";
import { markSteppedUp } from "./factor-repository";
import { verifyPassword } from "./hash-password";
import { countAttempt } from "./limit-attempts";
import { requireActor } from "./require-actor";

export type Proof = { password: string } | { code: string };

/** Proves who sits there once more, with password or code; sensitive actions are open for the next 5 minutes. */
export async function stepUp(ctx: Context, proof: Proof): Promise<void> {
  const { userId, sessionId, name } = requireActor(ctx);
  const attempt = await countAttempt(ctx, "step-up", userId);
  const withCode = "code" in proof;
  const fits = withCode
    ? (await hasSecondFactor(ctx, userId)) && (await checkSecondFactor(ctx, userId, proof.code))
    : await verifyPassword((await findAccount(ctx.db, userId))?.passwordHash, proof.password);
  if (!fits) {
    throw new AppError("unprocessable", {
      message: withCode
        ? "This code is wrong or was used already. Wait for the next one."
        : "The password is wrong. Nothing was changed.",
    });
  }
  await ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await markSteppedUp(tx, sessionId, { secondFactor: withCode });
    await recordAudit(tx, ctx, {
      action: "session.confirmed",
      targetKind: "person",
      targetId: userId,
      targetName: name,
      after: { with: withCode ? "a code" : "the password" },
    });
  });
}
