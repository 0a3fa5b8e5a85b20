import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "public",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
];

const distDirectory = (): string => process.env.NEXT_DIST_DIR || ".next";

/** A fingerprint of everything the web build is made from. */
export function sourceHash(): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path).update("\0").update(readFileSync(path)).update("\0");
    }
  };
  for (const source of SOURCES) add(source);
  return hash.digest("hex");
}

const stampFile = (): string => join(distDirectory(), "source-hash");

export function hasBuild(): boolean {
  return existsSync(stampFile()) && readFileSync(stampFile(), "utf8") === sourceHash();
}

/** Builds the web server. Throws one sentence; the build's own output stands above it. */
export async function build(): Promise<void> {
  const hash = sourceHash();
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    child.on("error", fail);
    child.on("close", done);
  });
  if (code !== 0)
    throw new Error("The build failed; the reason stands above. `npm ci` mends missing packages.");
  writeFileSync(stampFile(), hash);
}
