import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const LOCK = "select pg_advisory_lock(hashtextextended('2chat-migrate', 0))";

/** Brings a database to this version's tables. One process at a time; safe to repeat. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(LOCK);
    await migrate(drizzle(client), { migrationsFolder: join(process.cwd(), "db/migrations") });
  } finally {
    await client.end();
  }
}

/** Makes the database unless the server has it. `adminUrl` names any database of that server. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
