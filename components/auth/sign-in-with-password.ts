import { signIn } from "next-auth/react";
import { ERRORS, type ErrorCode } from "@/lib/errors";

export type SignInOutcome =
  | { status: "signed_in" }
  | { status: "code_needed" }
  | { status: "refused"; message: string };

/** One sign-in through next-auth, with its outcome in words. */
export async function signInWithPassword(credentials: {
  email: string;
  password: string;
  code?: string;
}): Promise<SignInOutcome> {
  try {
    const answer = await signIn("password", { ...credentials, redirect: false });
    // A stale CSRF cookie is answered with a way back to the form instead of an error.
    if (answer?.ok && !answer.error && !answer.url?.includes("csrf=true")) return { status: "signed_in" };
    if (answer?.error?.startsWith("second_factor_required")) return { status: "code_needed" };
    return { status: "refused", message: sentenceOf(answer?.error ?? null) };
  } catch {
    return {
      status: "refused",
      message: "The product cannot be reached. Check your connection, then try again.",
    };
  }
}

function sentenceOf(error: string | null): string {
  const [code = "", seconds] = (error ?? "").split(":");
  if (code === "too_many_attempts" && seconds) {
    const minutes = Math.ceil(Number(seconds) / 60);
    return `Too many attempts. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`;
  }
  if (isErrorCode(code)) return ERRORS[code][1];
  return "This page was open for too long. Reload it and try again.";
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}
