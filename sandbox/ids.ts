import { createHash, randomBytes, randomUUID } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A 32-bit number that depends on every character of the parts: the root of all that looks random here. */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) {
      hash ^= text.charCodeAt(index);
      hash = Math.imul(hash, 0x01000193);
    }
    hash ^= 0x1f;
    hash = Math.imul(hash, 0x01000193);
  }
  // FNV alone leaves neighbouring days alike; the murmur3 finalizer scatters them.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

/** A number in [0, 1) that is always the same for the same parts. */
export function chance(...parts: readonly (string | number)[]): number {
  return hash32(...parts) / 4294967296;
}

export function pick<T>(list: readonly [T, ...T[]], ...parts: readonly (string | number)[]): T {
  return list[hash32(...parts) % list.length] ?? list[0];
}

/** 20 letters and digits, as companies, locations, users and contacts are named upstream. */
export function id20(...parts: readonly (string | number)[]): string {
  const digest = createHash("sha256").update(parts.join("\u001f")).digest();
  return Array.from(digest.subarray(0, 20), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** 24 hex digits, as posts, csvs, profiles and categories are named upstream. */
export function hex24(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(parts.join("\u001f")).digest("hex").slice(0, 24);
}

/** Decimal digits, as the networks name pages and profiles. */
export function digits(length: number, ...parts: readonly (string | number)[]): string {
  const digest = createHash("sha256").update(parts.join("\u001f")).digest();
  const text = Array.from(digest, (byte) => String(byte % 10))
    .join("")
    .slice(0, length);
  return `1${text.slice(1)}`;
}

export function newId20(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** A fresh object id: its first eight digits are the second it was made in, like the upstream's. */
export function newHex24(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, "0");
  return seconds + randomBytes(8).toString("hex");
}

export function newSecret(prefix: string): string {
  return prefix + randomBytes(36).toString("base64url");
}

export function newTraceId(): string {
  return randomUUID();
}
