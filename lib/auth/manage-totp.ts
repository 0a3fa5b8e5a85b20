import { randomBytes } from "node:crypto";
import QRCode from "qrcode";
import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { hashRecoveryCode, spendCode } from "./check-second-factor";
import {
  countRecoveryCodes,
  deleteTotp,
  findTotp,
  markSteppedUp,
  markTotpConfirmed,
  replaceRecoveryCodes,
  storePendingTotp,
} from "./factor-repository";
import { countAttempt } from "./limit-attempts";
import { requireActor } from "./require-actor";
import { sealSecret } from "./seal-secret";
import { base32, newTotpSecret, totpUri } from "./totp";

const RECOVERY_CODES = 10;

/** Whether one's authenticator app is set up, since when, and how many recovery codes are left. */
export async function readTotp(
  ctx: Context,
): Promise<{ confirmedAt: string | null; recoveryCodesLeft: number }> {
  const { userId } = requireActor(ctx);
  const factor = await findTotp(ctx.db, userId);
  return {
    confirmedAt: factor?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: await countRecoveryCodes(ctx.db, userId),
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

/** Turns the app on with its first code. Returns the recovery codes, which are shown once. */
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
    const codes = await newRecoveryCodes(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.turned_on",
      targetKind: "person",
      targetId: userId,
      targetName: name,
    });
    return { recoveryCodes: codes };
  });
}

/** Ten fresh recovery codes; the earlier ones stop working. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const { userId, name } = requireActor(ctx);
  if (!(await findTotp(ctx.db, userId))?.confirmedAt) {
    throw new AppError("unprocessable", { message: "Set up an authenticator app first." });
  }
  return ctx.db.transaction(async (tx) => {
    const codes = await newRecoveryCodes(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.codes_renewed",
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
    await recordAudit(tx, ctx, {
      action: "second_factor.turned_off",
      targetKind: "person",
      targetId: userId,
      targetName: name,
    });
  });
}

async function newRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const text = base32(randomBytes(10)).toLowerCase();
    return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}-${text.slice(12)}`;
  });
  await replaceRecoveryCodes(
    tx,
    userId,
    codes.map((code) => hashRecoveryCode(userId, code)),
  );
  return codes;
}

function alreadyOn(): AppError {
  return new AppError("conflict", {
    message: "An authenticator app is set up already. Turn it off first to set up another.",
  });
}
