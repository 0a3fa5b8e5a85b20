import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The product's folder; every script works from there, wherever it was called. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Ends with one sentence when Node is too old or the packages are not installed. */
export async function requireTools() {
  process.chdir(root);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 12)) {
    fail(`2Chat Social needs Node 20.12 or newer; this is ${process.versions.node}.`);
  }
  for (const name of ["tsx", "next", "pg"]) {
    if (!existsSync(join(root, "node_modules", name, "package.json"))) {
      fail("The packages are not installed. Run `npm ci` first, then this command again.");
    }
  }
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Lets TypeScript files be required, relative to the calling script. `stay: false`: these files alone. */
export async function typescript(from, { stay = true } = {}) {
  const { register, require: requireOnce } = await import("tsx/cjs/api");
  if (!stay) return (path) => requireOnce(path, from);
  register();
  return createRequire(from);
}
