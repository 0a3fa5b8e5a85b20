import QRCode from "qrcode";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { spendCode } from "./check-second-factor";
import {
  deleteTotp,
  findTotp,
  markSteppedUp,
  markTotpConfirmed,
  readFactors,
  storePendingTotp,
} from "./factor-repository";
import { countAttempt } from "./limit-attempts";
import { endCodesWithoutFactor, firstRecoveryCodes } from "./recovery-codes";
import { requireActor } from "./require-actor";
import { sealSecret } from "./seal-secret";
import { base32, newTotpSecret, totpUri } from "./totp";

/** Whether one's authenticator app is set up, since when, how many passkeys there are and recovery codes are left. */
export async function readTotp(ctx: Context) {
  const factors = await readFactors(ctx.db, requireActor(ctx).userId);
  return {
    confirmedAt: factors.totpConfirmedAt?.toISOString() ?? null,
    passkeys: factors.passkeys,
    recoveryCodesLeft: factors.recoveryCodesLeft,
  };
}

/** Makes a secret for the app, shown once. It counts only after `confirmTotp`. */
export async function startTotp(ctx: Context): Promise<{ secret: string; uri: string; qrSvg: string }> {
  const { userId, email } = requireActor(ctx);
  const secret = newTotpSecret();
  if (!(await storePendingTotp(ctx.db, userId, sealSecret(secret, `totp:${userId}`)))) throw alreadyOn();
  const uri = totpUri(secret, email);
  const qrSvg = await QRCode.toString(uri, { type: "svg", margin: 2 });
  return { secret: base32(secret), uri, qrSvg };
}

/** Turns the app on with its first code. Returns the recovery codes of a first factor, which are shown once. */
export async function confirmTotp(ctx: Context, code: string): Promise<{ recoveryCodes: string[] }> {
  const { userId, name, sessionId } = requireActor(ctx);
  const attempt = await countAttempt(ctx, "confirm-totp", userId);
  if ((await findTotp(ctx.db, userId))?.confirmedAt) throw alreadyOn();
  if (!(await spendCode(ctx, userId, code.replace(/\s/g, "")))) {
    throw new AppError("unprocessable", {
      message: "This code does not fit. Check the clock of your phone and enter the code shown now.",
      fields: [{ path: "body.code", message: "This code does not fit." }],
    });
  }
  return ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await markTotpConfirmed(tx, userId);
    await markSteppedUp(tx, sessionId, { secondFactor: true });
    const codes = await firstRecoveryCodes(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.turned_on",
      targetKind: "person",
      targetId: userId,
      targetName: name,
    });
    return { recoveryCodes: codes };
  });
}

export async function turnOffTotp(ctx: Context): Promise<void> {
  const { userId, name } = requireActor(ctx);
  await ctx.db.transaction(async (tx) => {
    await deleteTotp(tx, userId);
    await endCodesWithoutFactor(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.turned_off",
      targetKind: "person",
      targetId: userId,
      targetName: name,
    });
  });
}

function alreadyOn(): AppError {
  return new AppError("conflict", {
    message: "An authenticator app is set up already. Turn it off first to set up another.",
  });
}
