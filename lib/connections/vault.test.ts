import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { createVault, type Sealed } from "./vault";

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const place = { companyId: "company", rowId: "row" };
const secrets = { accessToken: "at-secret", refreshToken: "rt-secret", previousToken: "pit-old" };
const TEXTS = ["wrappedDataKey", "accessCiphertext", "refreshCiphertext", "previousCiphertext"] as const;

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return "opened";
}

/** Flips one bit of the nonce or the ciphertext. */
function flipped(text: string, at: number): string {
  const [version = "", kid = "", nonce = "", sealed = ""] = text.split(":");
  const bytes = [Buffer.from(nonce, "base64url"), Buffer.from(sealed, "base64url")];
  const all = Buffer.concat(bytes);
  const bit = at % (all.length * 8);
  const index = bit >> 3;
  all[index] = (all[index] ?? 0) ^ (1 << (bit & 7));
  const cut = bytes[0]?.length ?? 0;
  return [
    version,
    kid,
    all.subarray(0, cut).toString("base64url"),
    all.subarray(cut).toString("base64url"),
  ].join(":");
}

describe("the vault", () => {
  const vault = createVault([key("k2", 2), key("k1", 1)]);

  it("opens what it sealed, in the form v1:kid:nonce:ciphertext, under the newest key", () => {
    const sealed = vault.seal(place, secrets);
    expect(sealed.wrappedDataKey).toMatch(/^v1:k2:[\w-]{16}:[\w-]+$/);
    expect(JSON.stringify(sealed)).not.toMatch(/secret|pit-old/);
    expect(vault.open(place, sealed)).toEqual(secrets);
  });

  it("never opens a text with one flipped bit, wherever it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.nat(), (field, at) => {
        const sealed = vault.seal(place, secrets);
        const text = sealed[field] ?? "";
        expect(refusal(() => vault.open(place, { ...sealed, [field]: flipped(text, at) }))).toBe(
          "vault_sealed",
        );
      }),
      { numRuns: 500 },
    );
  });

  it("never opens a row of another company or id, nor a text in another column", () => {
    const sealed = vault.seal(place, secrets);
    const swapped: Sealed = {
      ...sealed,
      accessCiphertext: sealed.refreshCiphertext ?? "",
      refreshCiphertext: sealed.accessCiphertext,
    };
    expect(refusal(() => vault.open({ ...place, companyId: "other" }, sealed))).toBe("vault_sealed");
    expect(refusal(() => vault.open({ ...place, rowId: "other" }, sealed))).toBe("vault_sealed");
    expect(refusal(() => vault.open(place, swapped))).toBe("vault_sealed");
  });

  it("fails closed on texts that are no texts of ours", () => {
    const sealed = vault.seal(place, secrets);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(refusal(() => vault.open(place, { ...sealed, accessCiphertext: text }))).toBe("vault_sealed");
      }),
    );
  });

  it("names the key that is missing", () => {
    const sealed = vault.seal(place, secrets);
    expect(() => createVault([key("k1", 1)]).open(place, sealed)).toThrow(/vault key "k2"/);
  });

  it("wraps the data key anew without touching the tokens", () => {
    const old = createVault([key("k1", 1)]);
    const sealed = old.seal(place, secrets);
    const wrapped = vault.rewrap(place, sealed.wrappedDataKey);
    expect(wrapped.keyId).toBe("k2");
    const rotated = createVault([key("k2", 2)]);
    expect(rotated.open(place, { ...sealed, ...wrapped })).toEqual(secrets);
    expect(refusal(() => rotated.open(place, sealed))).toBe("vault_sealed");
  });
});
