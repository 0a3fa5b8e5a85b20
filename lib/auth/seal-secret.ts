import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { VaultKey } from "@/lib/connections/vault";
import { vaultKeysOf } from "@/lib/connections/vault-keys";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** The keys as they are now: a rotation may have added one since this process started. */
const present = (): readonly VaultKey[] => vaultKeysOf(env())();

/** Seals with the newest vault key; `place` (whose secret it is) is bound in, so a copied row never opens. */
export function sealSecret(secret: Uint8Array, place: string, keys = present()): string {
  const newest = keys[0];
  if (!newest) throw new AppError("vault_sealed");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", newest.key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return ["v1", newest.id, nonce.toString("base64url"), sealed.toString("base64url")].join(":");
}

/** Throws `vault_sealed` for a key that is gone, another place or a changed byte. */
export function openSecret(text: string, place: string, keys = present()): Buffer {
  const [version, keyId, nonce = "", body = ""] = text.split(":");
  const key = keys.find((one) => one.id === keyId)?.key;
  if (version !== "v1" || !key) throw new AppError("vault_sealed");
  const bytes = Buffer.from(body, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  } catch (cause) {
    throw new AppError("vault_sealed", { cause });
  }
}

/** The second factor's secret of a person, sealed with the newest of the keys: an older one is not needed for it any more. */
export function resealTotpSecret(text: string, userId: string, keys: readonly VaultKey[]): string {
  const place = `totp:${userId}`;
  return sealSecret(openSecret(text, place, keys), place, keys);
}
