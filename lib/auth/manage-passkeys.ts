import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { markSteppedUp } from "./factor-repository";
import {
  deletePasskeyRow,
  insertPasskey,
  listPasskeyRows,
  type PasskeyRow,
  renamePasskeyRow,
  storeChallenge,
  takeChallenge,
} from "./passkey-repository";
import type { addedPasskey, addPasskeyInput, Passkey } from "./passkey-schema";
import { challengeOf } from "./prove-with-passkey";
import { endCodesWithoutFactor, firstRecoveryCodes } from "./recovery-codes";
import { relyingParty } from "./relying-party";
import { requireActor } from "./require-actor";
import { hashToken } from "./session-token";

const MOST = 20;

/** One's own passkeys, oldest first. */
export async function listPasskeys(ctx: Context): Promise<Passkey[]> {
  return (await listPasskeyRows(ctx.db, requireActor(ctx).userId)).map(passkeyOf);
}

/** What the browser asks an authenticator with, to make a passkey that also checks the person (PIN, finger, face). */
export async function startPasskey(ctx: Context) {
  const { userId, sessionId, name, email } = requireActor(ctx);
  const known = await listPasskeyRows(ctx.db, userId);
  if (known.length >= MOST) {
    throw new AppError("unprocessable", {
      message: `You have ${MOST} passkeys, which is the most. Remove one that you no longer use.`,
    });
  }
  const { id, name: rpName } = relyingParty();
  const options = await generateRegistrationOptions({
    rpID: id,
    rpName,
    userName: email,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(userId)),
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await storeChallenge(ctx.db, {
    challengeHash: hashToken(options.challenge),
    purpose: "register",
    userId,
    sessionId,
  });
  return options;
}

/** Stores the passkey that answered. Throws `unprocessable` for an answer that is late, repeated or not ours. */
export async function addPasskey(
  ctx: Context,
  input: z.output<typeof addPasskeyInput>,
): Promise<z.output<typeof addedPasskey>> {
  const { userId, sessionId, name } = requireActor(ctx);
  const challenge = challengeOf(input.response);
  const question = challenge && (await takeChallenge(ctx.db, hashToken(challenge), "register"));
  if (!question || question.sessionId !== sessionId) throw refused();
  const made = await verified(input.response, challenge).catch((error: unknown) => {
    ctx.log.info({ err: error }, "a new passkey was refused");
    throw refused();
  });
  return ctx.db.transaction(async (tx) => {
    const stored = await insertPasskey(tx, {
      credentialId: made.id,
      userId,
      name: input.name,
      publicKey: Buffer.from(made.publicKey).toString("base64url"),
      counter: made.counter,
      transports: input.response.response.transports,
    });
    if (!stored) throw new AppError("conflict", { message: "This passkey is in your list already." });
    await markSteppedUp(tx, sessionId, { secondFactor: true });
    const recoveryCodes = await firstRecoveryCodes(tx, userId);
    await recordAudit(tx, ctx, {
      action: "passkey.added",
      targetKind: "person",
      targetId: userId,
      targetName: name,
      after: { passkey: input.name },
    });
    return { passkey: passkeyOf(stored), recoveryCodes };
  });
}

export async function renamePasskey(ctx: Context, passkeyId: string, to: string): Promise<Passkey> {
  const { userId } = requireActor(ctx);
  const renamed = await ctx.db.transaction((tx) => renamePasskeyRow(tx, userId, passkeyId, to));
  if (!renamed) throw gone();
  return passkeyOf(renamed);
}

/** The passkey signs nobody in from now on; with the last factor the recovery codes end too. */
export async function removePasskey(ctx: Context, passkeyId: string): Promise<void> {
  const { userId, name } = requireActor(ctx);
  await ctx.db.transaction(async (tx) => {
    const removed = await deletePasskeyRow(tx, userId, passkeyId);
    if (!removed) throw gone();
    await endCodesWithoutFactor(tx, userId);
    await recordAudit(tx, ctx, {
      action: "passkey.removed",
      targetKind: "person",
      targetId: userId,
      targetName: name,
      before: { passkey: removed.name },
    });
  });
}

async function verified(response: z.output<typeof addPasskeyInput>["response"], challenge: string) {
  const { id, origin } = relyingParty();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  });
  if (!registrationInfo) throw new Error("the passkey was not verified");
  return registrationInfo.credential;
}

const refused = () =>
  new AppError("unprocessable", {
    message: "The passkey could not be added: the answer came too late or was not for this page. Try again.",
  });
const gone = () => new AppError("not_found", { message: "This passkey is no longer in your list." });

function passkeyOf(row: PasskeyRow): Passkey {
  return {
    passkeyId: row.credentialId,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
