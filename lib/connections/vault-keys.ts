import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Env } from "@/lib/env";
import type { VaultKey } from "./vault";

type Read = { modifiedMs: number; keys: readonly VaultKey[] };
const reads = new Map<string, Read>();
// Shared by every bundle of the process. A file stays trusted after the key this process started with is retired from it.
const shared = globalThis as typeof globalThis & { __vaultFiles?: Set<string> };

/**
 * The key file beside the data, where the product keeps its own keys; null where they come from the setting alone. It
 * counts only when it holds a key of VAULT_KEYS: a left-over file never takes over.
 */
export function keyFileOf(env: Pick<Env, "DATA_DIR" | "VAULT_KEYS">): string | null {
  // The data lies outside of what is built: without the notes the bundler takes it for a part of the project.
  const file = resolve(/* turbopackIgnore: true */ env.DATA_DIR, "vault.key");
  if (!existsSync(/* turbopackIgnore: true */ file)) return null;
  shared.__vaultFiles ??= new Set();
  if (shared.__vaultFiles.has(file)) return file;
  const known = new Set(env.VAULT_KEYS.map(({ id }) => id));
  if (!readKeyFile(file).some(({ id }) => known.has(id))) return null;
  shared.__vaultFiles.add(file);
  return file;
}

/** The present vault keys, newest first. Looked up at each use, so that a rotation reaches processes that run already. */
export function vaultKeysOf(env: Pick<Env, "DATA_DIR" | "VAULT_KEYS">): () => readonly VaultKey[] {
  const file = keyFileOf(env);
  return () => {
    if (file === null || !existsSync(/* turbopackIgnore: true */ file)) return env.VAULT_KEYS;
    const keys = readKeyFile(file);
    const ids = new Set(keys.map(({ id }) => id));
    return [...keys, ...env.VAULT_KEYS.filter(({ id }) => !ids.has(id))];
  };
}

export function readKeyFile(file: string): readonly VaultKey[] {
  const { mtimeMs } = statSync(/* turbopackIgnore: true */ file);
  const known = reads.get(file);
  if (known?.modifiedMs === mtimeMs) return known.keys;
  const keys = readFileSync(/* turbopackIgnore: true */ file, "utf8")
    .trim()
    .split(",")
    .flatMap((pair) => {
      const at = pair.indexOf(":");
      return at > 0 ? [{ id: pair.slice(0, at).trim(), key: Buffer.from(pair.slice(at + 1), "base64") }] : [];
    })
    .filter(({ key }) => key.length === 32);
  reads.set(file, { modifiedMs: mtimeMs, keys });
  return keys;
}
