import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { sharedPlace } from "@/db/embedded/place";
import { startEmbeddedServer } from "@/db/embedded/server";
import { takeLock } from "./lock";
import { dataDirectory, fillDemoSecrets, loadSettingsFile } from "./settings";

const DATABASE = "twochat";

/**
 * Runs a command on the product's database: the one of DATABASE_URL, the embedded one of a running product, or the
 * embedded one started for the moment. `process.env.DATABASE_URL` names it meanwhile.
 */
export async function withDatabase<T>(run: (database: OpenDatabase) => Promise<T>): Promise<T> {
  loadSettingsFile();
  fillDemoSecrets();
  const undo: (() => Promise<void> | void)[] = [];
  try {
    process.env.DATABASE_URL ||= runningUrl() ?? (await startForTheMoment(undo));
    const database = openDatabase({ url: process.env.DATABASE_URL, poolSize: 2, name: "2chat-command" });
    undo.push(database.close);
    return await run(database);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** The address of the embedded database that a running product keeps in a folder. */
export function runningUrl(dataDir = dataDirectory()): string | null {
  for (const base of [dataDir, sharedPlace(dataDir)]) {
    const file = join(base, "postgres", "postmaster.pid");
    if (!existsSync(file)) continue;
    const [pid, , , port] = readFileSync(file, "utf8").split("\n");
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      // Another user's process may not be signalled, but it lives.
      if ((error as NodeJS.ErrnoException).code !== "EPERM") continue;
    }
    const password = readFileSync(join(dataDir, "postgres.password"), "utf8").trim();
    return `postgresql://twochat:${password}@127.0.0.1:${port}/${DATABASE}`;
  }
  return null;
}

async function startForTheMoment(undo: (() => Promise<void> | void)[]): Promise<string> {
  const dataDir = dataDirectory();
  undo.push(takeLock(dataDir));
  const server = await startEmbeddedServer({ dataDir });
  undo.push(server.stop);
  return server.url(DATABASE);
}
