import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  findPasskey,
  listPasskeyRows,
  markPasskeyUsed,
  type PasskeyRow,
  storeChallenge,
  takeChallenge,
} from "./passkey-repository";
import type { PasskeyResponse } from "./passkey-schema";
import { relyingParty } from "./relying-party";
import { hashToken } from "./session-token";

type Asker = { purpose: "sign_in" } | { purpose: "step_up"; userId: string; sessionId: string };

/**
 * A question for an authenticator, answered once within 5 minutes. At sign-in nobody is known yet, so any passkey of
 * this installation may answer; a step-up names the person's own.
 */
export async function askForPasskey(ctx: Pick<Context, "db">, asker: Asker) {
  const own = asker.purpose === "step_up" ? await listPasskeyRows(ctx.db, asker.userId) : [];
  if (asker.purpose === "step_up" && own.length === 0) {
    throw new AppError("unprocessable", { message: "You have no passkey yet. Use your password or a code." });
  }
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    userVerification: "required",
    allowCredentials: own.map(({ credentialId }) => ({ id: credentialId })),
  });
  await storeChallenge(ctx.db, {
    challengeHash: hashToken(options.challenge),
    purpose: asker.purpose,
    userId: asker.purpose === "step_up" ? asker.userId : null,
    sessionId: asker.purpose === "step_up" ? asker.sessionId : null,
  });
  return options;
}

/**
 * The passkey that signed the question, or null: the question was not ours, is too old or answered already, the
 * signature is wrong, the passkey is unknown, or its counter went back (a copy of it is about).
 */
export async function checkPasskey(
  ctx: Pick<Context, "db" | "log">,
  asker: Asker,
  response: PasskeyResponse,
): Promise<PasskeyRow | null> {
  const challenge = challengeOf(response);
  const question = challenge && (await takeChallenge(ctx.db, hashToken(challenge), asker.purpose));
  if (!question) return null;
  if (asker.purpose === "step_up" && question.sessionId !== asker.sessionId) return null;
  const passkey = await findPasskey(ctx.db, response.id);
  if (!passkey || (asker.purpose === "step_up" && passkey.userId !== asker.userId)) return null;
  try {
    const { id, origin } = relyingParty();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...response,
        response: { ...response.response },
      } as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
    });
    if (!verified) return null;
    await markPasskeyUsed(ctx.db, passkey.credentialId, authenticationInfo.newCounter);
    return passkey;
  } catch (error) {
    ctx.log.info({ err: error }, "a passkey's answer was refused");
    return null;
  }
}

/** The challenge inside the browser's own note of what it signed; null where that cannot be read. */
export function challengeOf(response: { response: { clientDataJSON: string } }): string | null {
  try {
    const note: unknown = JSON.parse(
      Buffer.from(response.response.clientDataJSON, "base64url").toString("utf8"),
    );
    return typeof note === "object" &&
      note !== null &&
      "challenge" in note &&
      typeof note.challenge === "string"
      ? note.challenge
      : null;
  } catch {
    return null;
  }
}
