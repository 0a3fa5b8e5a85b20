import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { openSync } from "node:fs";

const READY_MS = 120_000;

export type Place = {
  port: number;
  sandboxPort: number;
  dataDir: string;
  env?: Record<string, string>;
  /** Where the log goes; the terminal when left out. */
  logFile?: string;
};
export type Product = {
  url: string;
  sandboxUrl: string;
  stop: () => Promise<void>;
  /** SIGKILL for the launcher and everything below it, the database server too: what a power cut does. */
  kill: () => Promise<void>;
};

/** Starts the whole product with its own command and waits until it says that it is ready. */
export async function startProduct({
  port,
  sandboxPort,
  dataDir,
  env = {},
  logFile,
}: Place): Promise<Product> {
  const launcher = spawn(process.execPath, ["scripts/start.mjs"], {
    stdio: ["ignore", "pipe", logFile ? openSync(logFile, "a") : "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: dataDir,
      SANDBOX_CSV_DELAY_MS: "150",
      SANDBOX_RATE_MAX: process.env.SANDBOX_RATE_MAX ?? "1000",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  await untilReady(launcher);
  const ended = new Promise<void>((done) => launcher.once("exit", () => done()));
  return {
    url: `http://localhost:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    stop: () => {
      if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill("SIGTERM");
      return ended;
    },
    kill: async () => {
      const all = familyOf(launcher.pid);
      for (const pid of all) killNow(pid);
      await ended;
      while (all.some(isAlive)) await new Promise((next) => setTimeout(next, 20));
    },
  };
}

function untilReady(launcher: ChildProcess): Promise<void> {
  return new Promise((ready, fail) => {
    let said = "";
    const timer = setTimeout(() => {
      launcher.kill("SIGTERM");
      fail(new Error(`The product was not ready in time:\n${said}`));
    }, READY_MS);
    launcher.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("2Chat Social is ready")) return;
      clearTimeout(timer);
      ready();
    });
    launcher.once("exit", (code) => {
      clearTimeout(timer);
      fail(new Error(`The product ended while starting (exit code ${code}):\n${said}`));
    });
  });
}

/** The process and all its descendants, parents first, so that nobody is left to start anybody again. */
function familyOf(root: number | undefined): number[] {
  if (root === undefined) return [];
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const family = [root];
  for (const parent of family)
    for (const [pid, ppid] of pairs) if (pid !== undefined && ppid === parent) family.push(pid);
  return family;
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}
