import type { Context } from "@/lib/context";
import { findTotp, readFactors, spendRecoveryCode, spendTotpStep } from "./factor-repository";
import { openSecret } from "./seal-secret";
import { hashToken } from "./session-token";
import { matchingStep } from "./totp";

/** Whether a second factor is asked of a person at sign-in. */
export async function hasSecondFactor(ctx: Pick<Context, "db">, userId: string): Promise<boolean> {
  return (await readFactors(ctx.db, userId)).any;
}

/** True when the code is the app's present one or an unused recovery code; either is spent by that, once. */
export async function checkSecondFactor(
  ctx: Pick<Context, "db" | "clock">,
  userId: string,
  code: string,
): Promise<boolean> {
  const digits = code.replace(/\s/g, "");
  if (/^\d{6}$/.test(digits)) return spendCode(ctx, userId, digits);
  return spendRecoveryCode(ctx.db, userId, hashRecoveryCode(userId, code));
}

/** Spends a code of the app, confirmed or still being set up. */
export async function spendCode(
  ctx: Pick<Context, "db" | "clock">,
  userId: string,
  code: string,
): Promise<boolean> {
  const factor = await findTotp(ctx.db, userId);
  if (!factor) return false;
  const step = matchingStep(openSecret(factor.secretCiphertext, `totp:${userId}`), code, ctx.clock.now());
  return step !== null && spendTotpStep(ctx.db, userId, step);
}

/** Read as people type it: case, spaces and dashes do not matter. */
export function hashRecoveryCode(userId: string, code: string): string {
  return hashToken(`${userId}|${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`);
}
