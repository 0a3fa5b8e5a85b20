import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";

export type VaultKey = { id: string; key: Buffer };

/** Where a secret lives: it opens there and nowhere else. */
export type VaultPlace = { companyId: string; rowId: string };

export type Sealed = {
  keyId: string;
  wrappedDataKey: string;
  accessCiphertext: string;
  refreshCiphertext: string | null;
  previousCiphertext: string | null;
};

export type Secrets = {
  accessToken: string;
  refreshToken: string | null;
  /** The API key before this one, while both are usable. */
  previousToken?: string | null;
};

const TABLE = "credentials";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DATA_KEY_ID = "data";

/**
 * Seals tokens with AES-256-GCM: a data key of the row's own, wrapped by the newest of `keys`; texts read
 * `v1:kid:nonce:ciphertext`. Company, table, column and row id are authenticated with each text, so a value moved to
 * another row, or a flipped bit, never opens: `open` throws `vault_sealed`.
 */
export function createVault(source: readonly VaultKey[] | (() => readonly VaultKey[])) {
  const keys = (): readonly VaultKey[] => (typeof source === "function" ? source() : source);
  const newestKey = (): VaultKey => {
    const [newest] = keys();
    if (!newest) throw new Error("the vault has no key");
    return newest;
  };

  function wrap(dataKey: Buffer, place: VaultPlace, key: VaultKey): string {
    return sealText(dataKey, key.id, key.key, aad(place, "wrapped_data_key"));
  }

  function unwrap(wrapped: string, place: VaultPlace): Buffer {
    const keyId = wrapped.split(":")[1] ?? "";
    const key = keys().find(({ id }) => id === keyId);
    if (!key) {
      throw new AppError("vault_sealed", {
        message: `A stored credential was sealed with the vault key "${keyId}", which VAULT_KEYS does not hold. Add that key to VAULT_KEYS again.`,
      });
    }
    return openText(wrapped, key.key, aad(place, "wrapped_data_key"));
  }

  return {
    /** Seals the tokens of a new or renewed credential under a fresh data key. */
    seal(place: VaultPlace, secrets: Secrets): Sealed {
      const dataKey = randomBytes(32);
      const newest = newestKey();
      const one = (value: string, column: string) =>
        sealText(Buffer.from(value, "utf8"), DATA_KEY_ID, dataKey, aad(place, column));
      return {
        keyId: newest.id,
        wrappedDataKey: wrap(dataKey, place, newest),
        accessCiphertext: one(secrets.accessToken, "access_ciphertext"),
        refreshCiphertext:
          secrets.refreshToken === null ? null : one(secrets.refreshToken, "refresh_ciphertext"),
        previousCiphertext: secrets.previousToken ? one(secrets.previousToken, "previous_ciphertext") : null,
      };
    },
    open(place: VaultPlace, sealed: Omit<Sealed, "keyId">): Required<Secrets> {
      const dataKey = unwrap(sealed.wrappedDataKey, place);
      const one = (text: string, column: string) =>
        openText(text, dataKey, aad(place, column)).toString("utf8");
      return {
        accessToken: one(sealed.accessCiphertext, "access_ciphertext"),
        refreshToken:
          sealed.refreshCiphertext === null ? null : one(sealed.refreshCiphertext, "refresh_ciphertext"),
        previousToken:
          sealed.previousCiphertext === null ? null : one(sealed.previousCiphertext, "previous_ciphertext"),
      };
    },
    /** The same data key wrapped by the newest key: rotation touches no token. */
    rewrap(place: VaultPlace, wrapped: string): { keyId: string; wrappedDataKey: string } {
      const newest = newestKey();
      return { keyId: newest.id, wrappedDataKey: wrap(unwrap(wrapped, place), place, newest) };
    },
    newestKeyId: () => newestKey().id,
    keyIds: () => keys().map((key) => key.id),
  };
}

export type Vault = ReturnType<typeof createVault>;

function aad(place: VaultPlace, column: string): Buffer {
  return Buffer.from(JSON.stringify([place.companyId, TABLE, column, place.rowId]), "utf8");
}

function sealText(plain: Buffer, keyId: string, key: Buffer, additional: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additional);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return ["v1", keyId, nonce.toString("base64url"), sealed.toString("base64url")].join(":");
}

function openText(text: string, key: Buffer, additional: Buffer): Buffer {
  const [version, , nonceText = "", sealedText = ""] = text.split(":");
  const sealed = Buffer.from(sealedText, "base64url");
  try {
    if (version !== "v1" || sealed.length < TAG_BYTES) throw new Error("malformed");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonceText, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(additional);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new AppError("vault_sealed", {
      message:
        "A stored credential does not open: it was changed outside the product. Reconnect to replace it.",
      cause,
    });
  }
}
