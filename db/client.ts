import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

export type Schema = typeof schema;
export type Database = NodePgDatabase<Schema> & { $client: pg.Pool };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Repositories take either: a query runs alike inside and outside a transaction. */
export type Executor = Database | Transaction;

// bigint counts fit a double far beyond any reach figure; dates stay `YYYY-MM-DD` text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export type OpenDatabase = { db: Database; close: () => Promise<void> };

/** Opens a pool. The server's clock and UTC rule: no result depends on this machine's timezone. */
export function openDatabase(options: { url: string; poolSize?: number; name?: string }): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: options.name ?? "2chat",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    options: "-c timezone=UTC",
  });
  // An idle connection that the server ends is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return { db: drizzle(pool, { schema }), close: () => pool.end() };
}
