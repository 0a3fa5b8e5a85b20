import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackCarried } from "./chromium";

const READY_MS = 120_000;

/** Starts the whole product with its own command on its own ports and a fresh data folder; the journeys click on that. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await unpackCarried();
  const port = process.env.E2E_PORT ?? "3210";
  const sandboxPort = process.env.E2E_SANDBOX_PORT ?? "4210";
  const dataDir = await mkdtemp(join(tmpdir(), "2chat-e2e-"));
  process.env.E2E_SANDBOX_URL = `http://127.0.0.1:${sandboxPort}`;
  process.env.E2E_DATA_DIR = dataDir;
  const product = spawn(process.execPath, ["scripts/start.mjs"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: port,
      SANDBOX_PORT: sandboxPort,
      DATA_DIR: dataDir,
      SANDBOX_CSV_DELAY_MS: "150",
      SANDBOX_RATE_MAX: process.env.SANDBOX_RATE_MAX ?? "100",
      LOG_LEVEL: "warn",
    },
  });
  await new Promise<void>((ready, fail) => {
    let said = "";
    const timer = setTimeout(() => fail(new Error(`The product was not ready in time:\n${said}`)), READY_MS);
    product.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("2Chat Social is ready")) return;
      clearTimeout(timer);
      ready();
    });
    product.on("exit", (code) =>
      fail(new Error(`The product ended while starting (exit code ${code}):\n${said}`)),
    );
  });
  return async () => {
    const ended = new Promise((done) => product.on("exit", done));
    product.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
}
