import { z } from "zod";

const part = z.string().min(1).max(20_000);
const extensions = z.record(z.string(), z.unknown()).default({});
const attachment = z.enum(["platform", "cross-platform"]).optional();

/** A new credential as the browser hands it over (WebAuthn RegistrationResponseJSON; bytes as base64url). */
export const registrationResponse = z.object({
  id: part,
  rawId: part,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z
      .array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]))
      .catch([])
      .default([]),
  }),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachment,
});

/** A signed answer of an authenticator (WebAuthn AuthenticationResponseJSON). */
export const passkeyResponse = z.object({
  id: part,
  rawId: part,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: part,
    authenticatorData: part,
    signature: part,
    userHandle: z.string().max(200).optional(),
  }),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachment,
});
export type PasskeyResponse = z.output<typeof passkeyResponse>;

export const passkeyName = z
  .string()
  .trim()
  .min(1, "Give the passkey a name, such as the device it is on.")
  .max(60, "Keep the name under 60 characters.");

export const passkeySchema = z.object({
  passkeyId: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.output<typeof passkeySchema>;

/** What a browser is asked with; its own library reads it. */
export const passkeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });

export const addPasskeyInput = z.object({ name: passkeyName, response: registrationResponse });
/** Recovery codes come with the first factor only. */
export const addedPasskey = z.object({ passkey: passkeySchema, recoveryCodes: z.array(z.string()) });
