import type pg from "pg";
import type { Database } from "./client";

async function withConnection<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
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
  return holdLock(db.$locks, key, work);
}

function holdLock<T>(pool: pg.Pool, key: string, work: () => Promise<T>): Promise<T> {
  return withConnection(pool, async (client) => {
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
  return withConnection(db.$locks, async (client) => {
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

type Gate = { free: number; waiting: (() => void)[] };
const gates = new WeakMap<pg.Pool, Gate>();

/**
 * Like `withLock`, for work that takes no other lock. Holders of long locks cannot use up these connections, and whoever
 * finds none free waits its turn in this process, however long that takes.
 */
export async function withShortLock<T>(db: Database, key: string, work: () => Promise<T>): Promise<T> {
  const pool = db.$shortLocks;
  const gate = gates.get(pool) ?? { free: pool.options.max, waiting: [] };
  gates.set(pool, gate);
  if (gate.free > 0) gate.free--;
  else await new Promise<void>((admit) => gate.waiting.push(admit));
  try {
    return await holdLock(pool, key, work);
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.free++;
  }
}
