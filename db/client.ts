import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

export type Schema = typeof schema;
export type Database = NodePgDatabase<Schema> & { $client: pg.Pool; $locks: pg.Pool; $shortLocks: pg.Pool };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Repositories take either: a query runs alike inside and outside a transaction. */
export type Executor = Database | Transaction;

// bigint counts fit a double far beyond any reach figure; dates stay `YYYY-MM-DD` text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export type OpenDatabase = { db: Database; close: () => Promise<void> };

const LOCK_CONNECTIONS = 16;
const SHORT_LOCK_CONNECTIONS = 6;

/**
 * Opens a pool, and two more for advisory locks, long and short: whoever holds a lock still needs a connection to work
 * with, and must not wait for one that another lock holds. The server's clock and UTC rule: no result depends on this machine's timezone.
 */
export function openDatabase(options: {
  url: string;
  poolSize?: number;
  shortLockPoolSize?: number;
  name?: string;
}): OpenDatabase {
  const pool = openPool(options.url, options.poolSize ?? 10, options.name ?? "2chat");
  const locks = openPool(options.url, LOCK_CONNECTIONS, `${options.name ?? "2chat"}-locks`);
  const shortLocks = openPool(
    options.url,
    options.shortLockPoolSize ?? SHORT_LOCK_CONNECTIONS,
    `${options.name ?? "2chat"}-short-locks`,
  );
  const db: Database = Object.assign(drizzle(pool, { schema }), { $locks: locks, $shortLocks: shortLocks });
  return {
    db,
    close: async () => {
      await Promise.all([pool.end(), locks.end(), shortLocks.end()]);
    },
  };
}

function openPool(url: string, max: number, name: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    options: "-c timezone=UTC",
  });
  // An idle connection that the server ends is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}
