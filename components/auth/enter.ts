import { signIn } from "next-auth/react";
import { ERRORS, type ErrorCode } from "@/lib/errors";
import { answerWithPasskey, PasskeyError } from "./passkey";

export type SignInOutcome =
  | { status: "signed_in" }
  | { status: "code_needed" }
  | { status: "refused"; message: string };

/** One sign-in by password, and code where asked, with its outcome in words. */
export function signInWithPassword(credentials: {
  email: string;
  password: string;
  code?: string;
}): Promise<SignInOutcome> {
  return enter(async () => ["password", credentials]);
}

export function signInWithPasskey(): Promise<SignInOutcome> {
  return enter(async () => ["passkey", { response: JSON.stringify(await answerWithPasskey("sign_in")) }]);
}

async function enter(means: () => Promise<[string, Record<string, string>]>): Promise<SignInOutcome> {
  try {
    const [provider, credentials] = await means();
    const answer = await signIn(provider, { ...credentials, redirect: false });
    // A stale CSRF cookie is answered with a way back to the form instead of an error.
    if (answer?.ok && !answer.error && !answer.url?.includes("csrf=true")) return { status: "signed_in" };
    if (answer?.error?.startsWith("second_factor_required")) return { status: "code_needed" };
    return { status: "refused", message: refusalOf(answer?.error ?? null) };
  } catch (error) {
    return {
      status: "refused",
      message:
        error instanceof PasskeyError
          ? error.message
          : "The product cannot be reached. Check your connection, then try again.",
    };
  }
}

/** The sentence for a code that next-auth carried here, such as `too_many_attempts:60`. */
export function refusalOf(error: string | null): string {
  const [code = "", seconds] = (error ?? "").split(":");
  if (code === "too_many_attempts" && seconds) {
    const minutes = Math.ceil(Number(seconds) / 60);
    return `Too many attempts. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`;
  }
  // next-auth's own words for a round trip to the identity provider that failed.
  if (/^(OAuth|Callback|AccessDenied)/.test(code)) return ERRORS.external_failed[1];
  if (isErrorCode(code)) return ERRORS[code][1];
  return "This page was open for too long. Reload it and try again.";
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}
