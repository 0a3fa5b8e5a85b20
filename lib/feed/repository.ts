import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { feedTokens, memberships, users } from "@/db/schema";
import { METRICS, type Metrics } from "@/lib/snapshots/schema";

export type FeedTokenRow = typeof feedTokens.$inferSelect;

export async function insertFeedToken(
  db: Executor,
  token: typeof feedTokens.$inferInsert,
): Promise<FeedTokenRow> {
  const [row] = await db.insert(feedTokens).values(token).returning();
  if (!row) throw new Error("a feed token was not stored");
  return row;
}

export function readFeedTokens(db: Executor, companyId: string): Promise<FeedTokenRow[]> {
  return db
    .select()
    .from(feedTokens)
    .where(eq(feedTokens.companyId, companyId))
    .orderBy(desc(feedTokens.createdAt))
    .limit(200);
}

/** Null when it was over already, or is another agency's. */
export async function endFeedToken(
  db: Executor,
  companyId: string,
  tokenId: string,
  at: Date,
): Promise<FeedTokenRow | null> {
  const [row] = await db
    .update(feedTokens)
    .set({ revokedAt: at })
    .where(and(eq(feedTokens.id, tokenId), eq(feedTokens.companyId, companyId), isNull(feedTokens.revokedAt)))
    .returning();
  return row ?? null;
}

/** A token in force: not over, and whoever made it is still an admin of the agency. */
export async function findLivingFeedToken(
  db: Executor,
  by: { tokenHash: string } | { id: string },
  now: Date,
): Promise<FeedTokenRow | null> {
  const [found] = await db
    .select({ token: feedTokens })
    .from(feedTokens)
    .innerJoin(users, eq(users.id, feedTokens.createdBy))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.companyId, feedTokens.companyId)),
    )
    .where(
      and(
        "id" in by ? eq(feedTokens.id, by.id) : eq(feedTokens.tokenHash, by.tokenHash),
        isNull(feedTokens.revokedAt),
        isNull(users.disabledAt),
        eq(memberships.role, "admin"),
        sql`coalesce(${feedTokens.expiresAt} > ${now.toISOString()}::timestamptz, true)`,
      ),
    );
  return found?.token ?? null;
}

export async function touchFeedToken(db: Executor, tokenId: string, at: Date): Promise<void> {
  await db.update(feedTokens).set({ lastUsedAt: at }).where(eq(feedTokens.id, tokenId));
}

/** Seconds that the clocks of our machines may differ by. */
const CLOCK_SECONDS = 60;

/**
 * The moment up to which nothing more can appear: what a transaction still under way stores was captured after that
 * transaction began, and nobody sees it before it ends.
 */
export async function readHorizon(db: Executor, now: Date): Promise<string> {
  const { rows } = await db.execute<{ horizon: string }>(sql`
    select to_char((least(${now.toISOString()}::timestamptz, min(xact_start)) - make_interval(secs => ${CLOCK_SECONDS}))
      at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as horizon
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  return rows[0]?.horizon ?? now.toISOString();
}

export type FeedRow = Metrics & {
  id: string;
  location_id: string;
  location: string | null;
  account_id: string;
  account: string | null;
  platform: string;
  day: string;
  source: string;
  completeness: string;
  captured_at: string;
};

/** A page of snapshots captured after `since` and up to `until`, in the order of their capture. */
export async function readCaptured(
  db: Executor,
  asked: {
    companyId: string;
    locationIds: readonly string[] | null;
    since: string | null;
    until: string;
    after: { capturedAt: string; accountId: string; day: string } | null;
    limit: number;
  },
): Promise<FeedRow[]> {
  const { after, since, locationIds } = asked;
  const figures = sql.raw(METRICS.map((metric) => `s.${metric}`).join(", "));
  const { rows } = await db.execute<FeedRow>(sql`
    select s.id, s.location_id, l.name as location, s.account_id, a.name as account, s.platform, s.day, ${figures},
      s.source, s.completeness, to_char(s.captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as captured_at
    from (
      select * from activity_snapshots
      where company_id = ${asked.companyId}::uuid and captured_at <= ${asked.until}::timestamptz
        ${since ? sql`and captured_at > ${since}::timestamptz` : sql``}
        ${locationIds ? sql`and location_id = any(${sql.param([...locationIds])}::text[])` : sql``}
        ${
          after
            ? sql`and captured_at >= ${after.capturedAt}::timestamptz
                and (captured_at, account_id, day) > (${after.capturedAt}::timestamptz, ${after.accountId}, ${after.day}::date)`
            : sql``
        }
      order by captured_at, account_id, day limit ${asked.limit}
    ) s
    left join locations l on l.id = s.location_id left join accounts a on a.id = s.account_id
    order by s.captured_at, s.account_id, s.day`);
  return rows;
}
