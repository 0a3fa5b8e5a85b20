import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accounts, connectionMinutes, connectionUsage, rateWindows } from "@/db/schema";

/** Milliseconds to wait before the call may go; 0: it was let through; -1: the day's quota is used up. */
export async function takeCall(
  db: Executor,
  call: { resource: string; max: number; windowMs: number; daily: number },
): Promise<number> {
  const { rows } = await db.execute<{ wait: number }>(
    sql`select take_upstream_call(${call.resource}, ${call.max}, ${call.windowMs}, ${call.daily}) as wait`,
  );
  return rows[0]?.wait ?? 0;
}

/** After a 429: nobody calls this resource for a while. */
export async function blockResource(db: Executor, resource: string, seconds: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`;
  await db
    .insert(rateWindows)
    .values({ resource, day: sql`(now() at time zone 'UTC')::date`, blockedUntil: until })
    .onConflictDoUpdate({ target: rateWindows.resource, set: { blockedUntil: until } });
}

export type UsageCount = {
  connectionId: string;
  locationId: string;
  scope: string;
  calls: number;
  refusals: number;
};

export async function addUsage(db: Executor, counts: UsageCount[]): Promise<void> {
  if (counts.length === 0) return;
  const day = sql<string>`(now() at time zone 'UTC')::date`;
  await db
    .insert(connectionUsage)
    .values(counts.map((count) => ({ ...count, day })))
    .onConflictDoUpdate({
      target: [
        connectionUsage.connectionId,
        connectionUsage.locationId,
        connectionUsage.scope,
        connectionUsage.day,
      ],
      set: {
        calls: sql`${connectionUsage.calls} + excluded.calls`,
        refusals: sql`${connectionUsage.refusals} + excluded.refusals`,
        lastAt: sql`now()`,
      },
    });
}

/** The same calls by the minute: an unusual volume is measured against them. */
export async function addMinutes(db: Executor, counts: UsageCount[]): Promise<void> {
  const sums = new Map<string, { connectionId: string; calls: number; refusals: number }>();
  for (const { connectionId, calls, refusals } of counts) {
    const sum = sums.get(connectionId) ?? { connectionId, calls: 0, refusals: 0 };
    sums.set(connectionId, { connectionId, calls: sum.calls + calls, refusals: sum.refusals + refusals });
  }
  if (sums.size === 0) return;
  await db
    .insert(connectionMinutes)
    .values([...sums.values()].map((sum) => ({ ...sum, minute: sql`date_trunc('minute', now())` })))
    .onConflictDoUpdate({
      target: [connectionMinutes.connectionId, connectionMinutes.minute],
      set: {
        calls: sql`${connectionMinutes.calls} + excluded.calls`,
        refusals: sql`${connectionMinutes.refusals} + excluded.refusals`,
      },
    });
}

/** The profile ids of the location's accounts as last read from the upstream. */
export async function readProfileIds(db: Executor, companyId: string, locationId: string): Promise<string[]> {
  const rows = await db
    .select({ profileId: accounts.profileId })
    .from(accounts)
    .where(
      and(
        eq(accounts.companyId, companyId),
        eq(accounts.locationId, locationId),
        isNull(accounts.removedAt),
        isNotNull(accounts.profileId),
      ),
    );
  return rows.flatMap(({ profileId }) => (profileId === null ? [] : [profileId]));
}
