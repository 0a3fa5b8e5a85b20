import type { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { passkeyOptions } from "@/lib/auth/passkey-schema";
import { api } from "@/lib/http/api-client";

export type PasskeyAnswer = Awaited<ReturnType<typeof startAuthentication>>;
type Asked = Parameters<typeof startAuthentication>[0]["optionsJSON"];
type ToMake = Parameters<typeof startRegistration>[0]["optionsJSON"];

/** Why the browser or the device did not answer, in words; `message` is for the person. */
export class PasskeyError extends Error {
  override name = "PasskeyError";
}

// The dialog that asks for a fresh proof is on every page; the ceremony itself comes when somebody begins one.
const ceremony = () => import("@simplewebauthn/browser");

/** Asks the device for a signed answer: of any passkey at sign-in, of one's own to confirm. */
export async function answerWithPasskey(purpose: "sign_in" | "step_up") {
  const { options } =
    purpose === "sign_in"
      ? await api("/api/auth/passkey", { method: "POST", schema: passkeyOptions })
      : await optionsFor("step_up");
  return told(async () =>
    (await ceremony()).startAuthentication({ optionsJSON: options as unknown as Asked }),
  );
}

let making: Promise<Awaited<ReturnType<typeof startRegistration>>> | undefined;

/** Has the device make a new passkey; asked twice at once (a double click), it makes one. */
export function makePasskey() {
  making ??= optionsFor("register")
    .then(({ options }) =>
      told(async () => (await ceremony()).startRegistration({ optionsJSON: options as unknown as ToMake })),
    )
    .finally(() => {
      making = undefined;
    });
  return making;
}

const optionsFor = (purpose: "register" | "step_up") =>
  api("/api/account/passkeys/options", { method: "POST", json: { purpose }, schema: passkeyOptions });

async function told<T>(ask: () => Promise<T>): Promise<T> {
  if (!window.PublicKeyCredential) {
    throw new PasskeyError("This browser cannot use passkeys. Use another one, or your password.");
  }
  try {
    return await ask();
  } catch (error) {
    throw new PasskeyError(sentenceOf(error as WebAuthnError));
  }
}

function sentenceOf({ name, code }: Pick<WebAuthnError, "name"> & { code?: string }): string {
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED" || name === "InvalidStateError") {
    return "This device holds a passkey for your account already.";
  }
  if (code === "ERROR_INVALID_DOMAIN" || code === "ERROR_INVALID_RP_ID" || name === "SecurityError") {
    return "Passkeys need the product's own address. Open it by its name and try again.";
  }
  if (name === "NotAllowedError" || name === "AbortError") {
    return "It was cancelled, took too long, or this device holds no passkey for here. Try again.";
  }
  return "The device did not answer. Try again, or use your password.";
}

/** A first name for a new passkey: the kind of device it is made on. */
export function deviceWord(userAgent: string): string {
  if (/iPhone/.test(userAgent)) return "iPhone";
  if (/iPad/.test(userAgent)) return "iPad";
  if (/Android/.test(userAgent)) return "Android phone";
  if (/Mac OS X/.test(userAgent)) return "Mac";
  if (/Windows/.test(userAgent)) return "Windows computer";
  return /Linux/.test(userAgent) ? "Linux computer" : "This device";
}
