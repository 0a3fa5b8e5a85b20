import pg from "pg";
import { inject } from "vitest";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { TEMPLATE } from "./global-setup";

let made = 0;

/** A database of one's own, cut from the migrated template. Call `drop` in afterAll. */
export async function createTestDatabase(): Promise<
  OpenDatabase & { url: string; drop: () => Promise<void> }
> {
  const address = inject("postgres");
  const name = `test_${process.pid}_${Date.now().toString(36)}_${made++}`;
  await administer(address, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const url = address.replace("DATABASE", name);
  const open = openDatabase({ url, name: "test" });
  return {
    ...open,
    url,
    drop: async () => {
      await open.close();
      await administer(address, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function administer(address: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: address.replace("DATABASE", "postgres") });
  await client.connect();
  try {
    // Clones of one template wait for each other instead of failing with "source database is being accessed".
    await client.query("select pg_advisory_lock(4210)");
    await run(client);
  } finally {
    await client.end();
  }
}
