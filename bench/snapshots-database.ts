import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedServer } from "@/db/embedded/server";
import { createDatabase, migrateDatabase } from "@/db/migrate";

/** A fresh migrated database on a durable server of its own, as the product runs it; gone with `close`. */
export async function openBenchDatabase(): Promise<{
  url: string;
  client: pg.Client;
  close: () => Promise<void>;
}> {
  const dataDir = await mkdtemp(join(tmpdir(), "2chat-bench-"));
  // The server may run as another user than we do.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedServer({ dataDir });
  await createDatabase(server.url("postgres"), "bench");
  const url = server.url("bench");
  await migrateDatabase(url);
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  return {
    url,
    client,
    close: async () => {
      await client.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
