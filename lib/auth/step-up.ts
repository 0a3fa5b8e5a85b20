import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { noticeFailedFactor } from "@/lib/watch/notice-failed-factor";
import { findAccount } from "./account-repository";
import { checkSecondFactor, hasSecondFactor } from "./check-second-factor";
import { markSteppedUp } from "./factor-repository";
import { verifyPassword } from "./hash-password";
import { countAttempt } from "./limit-attempts";
import type { PasskeyResponse } from "./passkey-schema";
import { checkPasskey } from "./prove-with-passkey";
import { requireActor } from "./require-actor";

export type Proof = { password: string } | { code: string } | { passkey: PasskeyResponse };

/** Proves who sits there once more, with password, code or passkey; sensitive actions are open for the next 5 minutes. */
export async function stepUp(ctx: Context, proof: Proof): Promise<void> {
  const { userId, sessionId, name } = requireActor(ctx);
  const attempt = await countAttempt(ctx, "step-up", userId);
  const { fits, refusal, told } = await judge(ctx, { userId, sessionId }, proof);
  if (!fits) {
    void noticeFailedFactor(ctx, { userId, companyId: ctx.companyId, name });
    throw new AppError("unprocessable", { message: refusal });
  }
  await ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await markSteppedUp(tx, sessionId, { secondFactor: !("password" in proof) });
    await recordAudit(tx, ctx, {
      action: "session.confirmed",
      targetKind: "person",
      targetId: userId,
      targetName: name,
      after: { with: told },
    });
  });
}

async function judge(ctx: Context, who: { userId: string; sessionId: string }, proof: Proof) {
  if ("passkey" in proof) {
    return {
      fits: (await checkPasskey(ctx, { purpose: "step_up", ...who }, proof.passkey)) !== null,
      refusal: "The passkey's answer came too late or does not fit. Try again.",
      told: "a passkey",
    };
  }
  if ("code" in proof) {
    return {
      fits:
        (await hasSecondFactor(ctx, who.userId)) && (await checkSecondFactor(ctx, who.userId, proof.code)),
      refusal: "This code is wrong or was used already. Wait for the next one.",
      told: "a code",
    };
  }
  const passwordHash = (await findAccount(ctx.db, who.userId))?.passwordHash;
  return {
    fits: await verifyPassword(passwordHash, proof.password),
    refusal: passwordHash
      ? "The password is wrong. Nothing was changed."
      : "Your account has no password. Sign out and in again: this is open for 5 minutes after that.",
    told: "the password",
  };
}
