import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export type Owner = { uid: number; gid: number } | null;

/**
 * PostgreSQL refuses to run as root. As root we run it as `postgres` or `nobody`, whichever the machine has; null means
 * "as we are".
 */
export function serverOwner(): Owner {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {}
  }
  throw new Error(
    "PostgreSQL cannot run as root and this machine has neither a `postgres` nor a `nobody` user. Start as another user, or set DATABASE_URL.",
  );
}

/** True when every folder on the way may be entered by other users. */
export function isReachable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    try {
      if ((statSync(folder).mode & 0o001) === 0) return false;
    } catch {
      // Not made yet: its parents decide.
    }
    if (folder === dirname(folder)) return true;
  }
}

/** A folder outside a root-only home for what the server's user must reach; one per product folder. */
export function sharedPlace(dataDir: string): string {
  const name = createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 12);
  return join("/var/tmp", `2chat-social-${name}`);
}

/** Throws a plain sentence when the folder cannot be written. */
export function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Error(
      `The folder ${folder} cannot be written. Make it writable, or set DATA_DIR to one that is.`,
    );
  }
}
