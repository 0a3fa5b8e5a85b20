import { z } from "zod";
import { passkeyResponse } from "./passkey-schema";

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: "Enter an e-mail address such as anna@agency.example." }))
  .pipe(z.string().max(254));

export const personName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(120, "Keep the name under 120 characters.");

const OBVIOUS = /^(.)\1+$|password|123456|qwerty|letmein/i;

/** At least 12 characters and none of the first guesses; no rule about digits or signs, which make people write it down. */
export const newPassword = z
  .string()
  .min(12, "Use at least 12 characters; a short sentence is fine.")
  .max(200, "Use at most 200 characters.")
  .refine(
    (password) => !OBVIOUS.test(password),
    "This password is among the first that are guessed. Choose another.",
  );

export const deviceSchema = z.object({
  sessionId: z.string(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  present: z.boolean(),
});
export type Device = z.output<typeof deviceSchema>;

export const changePasswordInput = z.object({
  presentPassword: z.string().min(1, "Enter your present password.").max(200),
  newPassword,
});

const WHOLE_LINK = "The link is not whole. Copy all of it from the message, or ask an admin for a new one.";
export const passwordLinkToken = z.string().min(20, WHOLE_LINK).max(100, WHOLE_LINK);

export const passwordLinkSchema = z.object({
  name: z.string(),
  email: z.string(),
  companyName: z.string(),
  purpose: z.enum(["invitation", "reset"]),
});

export const setPasswordInput = z.object({ token: passwordLinkToken, password: newPassword });

export const firstRunInput = z.object({
  code: z.string().trim().min(1, "Enter the one-time code that was printed when the product started."),
  companyName: z.string().trim().min(1, "Enter the agency's name.").max(120),
  timezone: z.string().refine(isTimezone, "Choose a timezone from the list."),
  name: personName,
  email,
  password: newPassword,
});
export type FirstRunInput = z.output<typeof firstRunInput>;

export const codeInput = z.object({
  code: z.string().trim().min(6, "Enter the 6 digits the app shows.").max(40),
});

export const stepUpInput = z.union([
  z.strictObject({ password: z.string().min(1, "Enter your password.").max(200) }),
  z.strictObject({ code: codeInput.shape.code }),
  z.strictObject({ passkey: passkeyResponse }),
]);

export const totpSchema = z.object({
  confirmedAt: z.iso.datetime().nullable(),
  passkeys: z.number(),
  recoveryCodesLeft: z.number(),
});

export const totpSetUpSchema = z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() });

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
