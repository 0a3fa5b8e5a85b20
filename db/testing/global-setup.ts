import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedServer } from "@/db/embedded/server";
import { createDatabase, migrateDatabase } from "@/db/migrate";
import { migrateQueue } from "@/lib/jobs/queue";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the test server, with `DATABASE` in place of the database's name. */
    postgres: string;
  }
}

export const TEMPLATE = "template_2chat";

/** One real PostgreSQL for the whole run; every test file clones its own database from the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "2chat-test-"));
  // The server may run as another user than we do.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedServer({ dataDir, durable: false, maxConnections: 300 });
  await createDatabase(server.url("postgres"), TEMPLATE);
  await migrateDatabase(server.url(TEMPLATE));
  await migrateQueue(server.url(TEMPLATE));
  project.provide("postgres", server.url("DATABASE"));
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
