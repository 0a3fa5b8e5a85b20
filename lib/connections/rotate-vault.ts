import { randomBytes } from "node:crypto";
import { chmodSync, renameSync, writeFileSync } from "node:fs";
import type { Database } from "@/db/client";
import { withLock } from "@/db/locks";
import { resealTotpSecret } from "@/lib/auth/seal-secret";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import {
  countKeyUse,
  readToReseal,
  readToRewrap,
  saveFact,
  saveResealed,
  saveRewrapped,
} from "./credential-repository";
import { ROTATED_AT } from "./facts";
import { createVault, type VaultKey } from "./vault";
import { keyFileOf, readKeyFile, vaultKeysOf } from "./vault-keys";
import { readFact } from "./view-repository";

const LOCK = "vault:rotate";
const BATCH = 200;
/** A process may still be about to save what it sealed with the old key. */
const RETIRE_AFTER_MS = 10 * 60_000;

type Parts = { db: Database; env: Env };
export type RewrapProgress = { done: number; total: number };

/**
 * Adds a vault key, makes it the newest, wraps every stored data key with it and seals second factors anew. No token is
 * decrypted and no call waits; the old key is kept until nothing uses it. Throws `unprocessable` where the keys come from the setting.
 */
export async function rotateVault(
  { db, env }: Parts,
  onProgress: (progress: RewrapProgress) => void = () => undefined,
): Promise<{ keyId: string; rewrapped: number }> {
  const file = keyFileOf(env);
  if (file === null) {
    throw new AppError("unprocessable", {
      message:
        "The vault keys come from the setting VAULT_KEYS, which the product does not change. Put a new key first there, keep the old one behind it, and restart; the stored values follow by themselves.",
    });
  }
  return withLock(db, LOCK, async () => {
    const keys = readKeyFile(file);
    const added: VaultKey = { id: `k${randomBytes(3).toString("hex")}`, key: randomBytes(32) };
    // First known to every process, then used: no value is ever sealed with a key that a reader lacks.
    writeKeyFile(file, [...keys, added]);
    writeKeyFile(file, [added, ...keys]);
    await saveFact(db, ROTATED_AT, new Date().toISOString());
    return { keyId: added.id, rewrapped: await rewrap({ db, env }, onProgress) };
  });
}

/** Wraps what older keys still wrap. Safe to repeat and to run beside renewals. Answers how many were done. */
export async function rewrapCredentials(
  parts: Parts,
  onProgress: (progress: RewrapProgress) => void = () => undefined,
): Promise<number> {
  const newest = createVault(vaultKeysOf(parts.env)).newestKeyId();
  const [token, factor] = [readToRewrap(parts.db, newest, null, 1), readToReseal(parts.db, newest, null, 1)];
  if ((await token).length + (await factor).length === 0) return 0;
  return withLock(parts.db, LOCK, () => rewrap(parts, onProgress));
}

async function rewrap({ db, env }: Parts, onProgress: (progress: RewrapProgress) => void): Promise<number> {
  const vault = createVault(vaultKeysOf(env));
  const use = await countKeyUse(db);
  const total = [...use.values()].reduce((sum, count) => sum + count, 0);
  const before = use.get(vault.newestKeyId()) ?? 0;
  let rewrapped = 0;
  const tell = () => onProgress({ done: before + rewrapped, total });
  for (let after: string | null = null; ; ) {
    const rows = await readToRewrap(db, vault.newestKeyId(), after, BATCH);
    for (const row of rows) {
      const wrapped = tryRewrap(() =>
        vault.rewrap({ companyId: row.companyId, rowId: row.id }, row.wrappedDataKey),
      );
      // A row that does not open stays as it is: it is shown on the page and never overwritten.
      if (wrapped && (await saveRewrapped(db, row, wrapped))) rewrapped++;
    }
    after = rows.at(-1)?.id ?? null;
    if (after === null) break;
    tell();
  }
  const keys = vaultKeysOf(env)();
  for (let after: string | null = null; ; ) {
    const rows = await readToReseal(db, vault.newestKeyId(), after, BATCH);
    for (const row of rows) {
      const sealed = tryRewrap(() => resealTotpSecret(row.secretCiphertext, row.userId, keys));
      if (sealed && (await saveResealed(db, row, sealed))) rewrapped++;
    }
    after = rows.at(-1)?.userId ?? null;
    if (after === null) break;
    tell();
  }
  return rewrapped;
}

/** Takes keys out of the key file that nothing uses any more. */
export async function retireKeys({ db, env }: Parts, now: Date): Promise<string[]> {
  const file = keyFileOf(env);
  if (file === null) return [];
  const rotatedAt = await readFact(db, ROTATED_AT);
  if (typeof rotatedAt !== "string" || now.getTime() - Date.parse(rotatedAt) < RETIRE_AFTER_MS) return [];
  return withLock(db, LOCK, async () => {
    const keys = readKeyFile(file);
    const use = await countKeyUse(db);
    const kept = keys.filter(({ id }, index) => index === 0 || (use.get(id) ?? 0) > 0);
    if (kept.length < keys.length) writeKeyFile(file, kept);
    return keys.filter((key) => !kept.includes(key)).map(({ id }) => id);
  });
}

function tryRewrap<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError && error.code === "vault_sealed") return null;
    throw error;
  }
}

/** Written beside and moved into place: a crash leaves the old file or the new one, never half of one. */
function writeKeyFile(file: string, keys: readonly VaultKey[]): void {
  const text = keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",");
  const beside = `${file}.new`;
  writeFileSync(beside, `${text}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}
