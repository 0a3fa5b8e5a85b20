import type pg from "pg";
import type { Database } from "./client";

async function withConnection<T>(db: Database, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.$locks.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

/**
 * Runs `work` while holding a PostgreSQL advisory lock named `key`, waiting for it. The lock dies with this process,
 * so a crash never leaves it behind.
 */
export function withLock<T>(db: Database, key: string, work: () => Promise<T>): Promise<T> {
  return withConnection(db, async (client) => {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [key]);
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  });
}

/** Like `withLock`, but answers `{ locked: false }` at once when another process holds the lock. */
export function tryWithLock<T>(
  db: Database,
  key: string,
  work: () => Promise<T>,
): Promise<{ locked: true; value: T } | { locked: false }> {
  return withConnection(db, async (client) => {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
      [key],
    );
    if (!rows[0]?.locked) return { locked: false };
    try {
      return { locked: true, value: await work() };
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  });
}
