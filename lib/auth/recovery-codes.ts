import { randomBytes } from "node:crypto";
import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { hashRecoveryCode } from "./check-second-factor";
import { readFactors, replaceRecoveryCodes } from "./factor-repository";
import { requireActor } from "./require-actor";
import { base32 } from "./totp";

const RECOVERY_CODES = 10;

/** Ten fresh recovery codes; the earlier ones stop working. */
export async function renewRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const { userId, name } = requireActor(ctx);
  if (!(await readFactors(ctx.db, userId)).any) {
    throw new AppError("unprocessable", { message: "Set up an authenticator app or a passkey first." });
  }
  return ctx.db.transaction(async (tx) => {
    const recoveryCodes = await newRecoveryCodes(tx, userId);
    await recordAudit(tx, ctx, {
      action: "second_factor.codes_renewed",
      targetKind: "person",
      targetId: userId,
      targetName: name,
    });
    return { recoveryCodes };
  });
}

/** Codes for a first factor; none when the person has some already. */
export async function firstRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const { recoveryCodesLeft } = await readFactors(tx, userId);
  return recoveryCodesLeft > 0 ? [] : newRecoveryCodes(tx, userId);
}

/** Codes are a way around a factor: they end with the last one. */
export async function endCodesWithoutFactor(tx: Transaction, userId: string): Promise<void> {
  if (!(await readFactors(tx, userId)).any) await replaceRecoveryCodes(tx, userId, []);
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
