import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { WEB_PROCESS } from "@/scripts/launch/web-process";

export type WebServer = { url: string; pid: number; stop: () => Promise<void> };

/** The settings a web process needs beside its database, for a bench of its own. */
export const benchSettings = (databaseUrl: string, port: number): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  PORT: String(port),
  APP_URL: `http://127.0.0.1:${port}`,
  SESSION_SECRET: "bench-secret-".repeat(4),
  VAULT_KEYS: `bench:${Buffer.alloc(32, 7).toString("base64")}`,
  LOG_LEVEL: "silent",
});

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

/** The product's web process as it runs in production, on the build that is there. */
export async function startWeb(settings: Record<string, string>): Promise<WebServer> {
  const build = join(process.env.NEXT_DIST_DIR || ".next", "BUILD_ID");
  if (!existsSync(build)) throw new Error(`There is no build (${build}). Run npm run build first.`);
  const child = spawn(process.execPath, WEB_PROCESS, {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the web process ended with ${code}`)));
  });
  return { url: settings.APP_URL ?? "", pid: child.pid ?? 0, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
