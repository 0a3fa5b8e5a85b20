import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Reads `.env` (what the environment already says wins) and gives every child process the same settings. */
export function loadSettingsFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}

export const dataDirectory = (): string => resolve(process.env.DATA_DIR || ".data");
export const isDemo = (): boolean => !process.env.UPSTREAM_BASE_URL;
/** Somebody's real installation: nothing that protects secrets may be made up for it. */
const isProduction = (): boolean => !isDemo() || Boolean(process.env.DATABASE_URL);

/**
 * Demo only: the session secret and the vault key are made once and kept beside the data, readable by their owner alone.
 * A production installation has to set both. Returns what was made, for the terminal.
 */
export function fillDemoSecrets(): string[] {
  if (isProduction()) return [];
  const folder = dataDirectory();
  mkdirSync(folder, { recursive: true });
  const notes: string[] = [];
  process.env.SESSION_SECRET ||= keep(
    join(folder, "session.secret"),
    () => randomBytes(32).toString("hex"),
    notes,
  );
  process.env.VAULT_KEYS ||= keep(
    join(folder, "vault.key"),
    () => `k${randomBytes(3).toString("hex")}:${randomBytes(32).toString("base64")}`,
    notes,
  );
  return notes;
}

function keep(file: string, make: () => string, notes: string[]): string {
  if (!existsSync(file)) {
    writeFileSync(file, make(), { mode: 0o600 });
    notes.push(file);
  }
  return readFileSync(file, "utf8").trim();
}
