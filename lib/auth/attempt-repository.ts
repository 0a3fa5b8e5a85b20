import { inArray, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { signInAttempts as a } from "@/db/schema";

export type Claim = { refused: boolean; waitSeconds: number };

/**
 * Counts one attempt and says whether it may be looked at, in one statement: parallel guesses each get their own count.
 * From the `free`th on, each counted attempt locks for 1, 2, 4 … up to 60 minutes. A day without attempts starts anew.
 */
export async function claimAttempt(db: Executor, key: string, free: number): Promise<Claim> {
  const locked = sql`coalesce(${a.lockedUntil} > now(), false)`;
  const next = sql`case when ${a.lastAt} < now() - interval '24 hours' then 1 else ${a.count} + 1 end`;
  const [row] = await db
    .insert(a)
    .values({ key })
    .onConflictDoUpdate({
      target: a.key,
      set: {
        refused: locked,
        count: sql`case when ${locked} then ${a.count} else ${next} end`,
        lockedUntil: sql`case when ${locked} then ${a.lockedUntil}
          when (${next}) >= ${free}::int
            then now() + make_interval(mins => least(60, power(2, least(10, (${next}) - ${free}::int)))::int)
          else null end`,
        lastAt: sql`case when ${locked} then ${a.lastAt} else now() end`,
      },
    })
    .returning({
      refused: a.refused,
      waitSeconds: sql<number>`greatest(1, ceil(extract(epoch from coalesce(${a.lockedUntil}, now()) - now())))::int`,
    });
  return row ?? { refused: true, waitSeconds: 60 };
}

/** The password was right and a second factor is still to come: that was no guess. */
export async function releaseAttempts(db: Executor, keys: string[]): Promise<void> {
  await db
    .update(a)
    .set({ count: sql`greatest(0, ${a.count} - 1)`, lockedUntil: null })
    .where(inArray(a.key, keys));
}

export async function clearAttempts(db: Executor, keys: string[]): Promise<void> {
  await db.delete(a).where(inArray(a.key, keys));
}

export async function forgetOldAttempts(db: Executor): Promise<void> {
  await db.delete(a).where(lt(a.lastAt, sql`now() - interval '2 days'`));
}
