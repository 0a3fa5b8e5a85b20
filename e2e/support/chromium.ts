import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "playwright";

const CARRIED = resolve(".cache/chromium");
const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

type Launch = { executablePath: string; args: string[]; env: Record<string, string> };

/** A real Chromium: CHROMIUM_PATH, the system's, Playwright's own, or the one carried by npm (see `unpackCarried`). */
export function findChromium(): Launch {
  const own = chromium.executablePath();
  const found = [process.env.CHROMIUM_PATH, ...SYSTEM, own].find((path) => path && existsSync(path));
  if (found && !process.env.CHROMIUM_CARRIED) return { executablePath: found, args: ARGS, env: textEnv() };
  const libraries = join(CARRIED, "lib");
  return {
    executablePath: join(CARRIED, "chromium"),
    args: [...ARGS, "--headless=shell", "--no-zygote"],
    env: { ...textEnv(), LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: CARRIED },
  };
}

/** Unpacks the Chromium that came with npm, once, unless the machine has one. Throws when it does not run. */
export async function unpackCarried(): Promise<void> {
  const { executablePath, env } = findChromium();
  if (!existsSync(executablePath)) {
    const packed = join(
      dirname(createRequire(join(process.cwd(), "package.json")).resolve("@sparticuz/chromium")),
      "../../bin",
    );
    await mkdir(CARRIED, { recursive: true });
    for (const name of ["al2023", "fonts", "swiftshader"])
      await unpackTar(join(packed, `${name}.tar.br`), CARRIED);
    await pipeline(
      createReadStream(join(packed, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(`${executablePath}.part`),
    );
    await chmod(`${executablePath}.part`, 0o755);
    await rename(`${executablePath}.part`, executablePath);
  }
  execFileSync(executablePath, ["--version", "--no-sandbox"], {
    env: { ...process.env, ...env },
    stdio: "ignore",
    timeout: 30_000,
  });
}

async function unpackTar(file: string, folder: string): Promise<void> {
  const plain = join(folder, "part.tar");
  await pipeline(createReadStream(file), createBrotliDecompress(), createWriteStream(plain));
  await mkdir(folder, { recursive: true });
  execFileSync("tar", ["-x", "-f", plain, "-C", folder]);
  await rm(plain);
}

function textEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
