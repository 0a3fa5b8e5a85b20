import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { Granularity } from "@/lib/snapshots/schema";
import type { FiguresKey, FiguresScope, Point } from "./repository";

/** Days that the first reading of a location's posts goes back. */
const FIRST_READING = 180;

/** From which day on a location's posts are known, and up to which; `figuresTo` is how far its figures go. */
export type PostsKnown = { from: string | null; to: string | null; figuresTo: string };

/**
 * How far the mirrored posts of each location reach. A capture that could not read the posts says so in `error`; the first one
 * that could went back half a year, and posts of before were read by a longer one. A location never captured is not in the answer.
 */
export async function readPostsKnown(
  db: Executor,
  scope: Pick<FiguresScope, "companyId" | "locationIds">,
): Promise<Map<string, PostsKnown>> {
  const ended = (condition: SQL, order: SQL) => sql`
    select from_day, to_day from snapshot_captures c
    where c.location_id = l.id and c.company_id = ${scope.companyId}::uuid and c.status in ('completed', 'partial') ${condition}
    order by c.created_at ${order} limit 1`;
  const { rows } = await db.execute<PostsKnown & { id: string }>(sql`
    select l.id, case when f.from_day is not null then least(f.from_day, f.to_day - ${FIRST_READING}::int, e.day) end::text as from, n.to_day::text as to,
      a.to_day::text as "figuresTo"
    from unnest(${sql.param(scope.locationIds)}::text[]) as l(id)
    left join lateral (${ended(sql`and c.error is null`, sql`asc`)}) f on true
    left join lateral (${ended(sql`and c.error is null`, sql`desc`)}) n on true
    cross join lateral (${ended(sql``, sql`desc`)}) a
    cross join lateral (
      select min(day) as day from post_slots p where p.location_id = l.id and p.company_id = ${scope.companyId}::uuid
    ) e`);
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}

/** Whether every post of the period is known: read back to its first day, and as lately as the figures. */
export function knowsPostsOf(known: PostsKnown | undefined, period: { from: string; to: string }): boolean {
  if (!known?.from || !known.to || known.from > period.from) return false;
  return known.to >= period.to || known.to >= known.figuresTo;
}

type Counted = { from: string; to: string; key: FiguresKey };
const SLOT_KEYS: Partial<Record<FiguresKey, string>> = {
  all: "'all'",
  platform: "platform",
  location: "location_id",
};

/** Published posts as (key, day, posts): from their rollup, or one by one where accounts are told apart. */
function postDays(scope: FiguresScope, { from, to, key }: Counted): SQL {
  const places = sql`company_id = ${scope.companyId}::uuid and location_id = any(${sql.param(scope.locationIds)}::text[])`;
  const platforms = scope.platforms ? sql`and platform = any(${sql.param(scope.platforms)}::text[])` : sql``;
  const slotKey = SLOT_KEYS[key];
  if (slotKey && !scope.accountIds) {
    return sql`select ${sql.raw(slotKey)} as key, day, posts from post_slots
      where ${places} ${platforms} and day between ${from}::date and ${to}::date`;
  }
  return sql`
    select ${sql.raw(slotKey ?? "account_id")} as key, local as day, 1 as posts
    from (
      select m.location_id, m.platform, m.account_id, (m.published_at at time zone l.timezone)::date as local
      from (select * from mirrored_posts where ${places} ${platforms} and status = 'published'
          and published_at >= ${from}::date - 1 and published_at < ${to}::date + 2
          ${scope.accountIds ? sql`and account_id = any(${sql.param(scope.accountIds)}::text[])` : sql``}) m
      join locations l on l.id = m.location_id
    ) p where local between ${from}::date and ${to}::date`;
}

/** Published posts of the period by key. */
export async function countPosts(
  db: Executor,
  scope: FiguresScope,
  asked: Counted,
): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ key: string | null; posts: number }>(
    sql`select key, sum(posts)::int as posts from (${postDays(scope, asked)}) d group by 1`,
  );
  return new Map(rows.flatMap(({ key, posts }) => (key === null ? [] : [[key, posts] as const])));
}

/** Published posts by key and bucket; a bucket without any has no point. */
export async function countPostSeries(
  db: Executor,
  scope: FiguresScope,
  asked: Counted & { granularity: Granularity },
): Promise<Point[]> {
  const bucket =
    asked.granularity === "day" ? "day" : `date_trunc('${asked.granularity}', day::timestamp)::date`;
  const { rows } = await db.execute<{ key: string | null; bucket: string; value: number }>(sql`
    select key, ${sql.raw(bucket)} as bucket, sum(posts)::int as value
    from (${postDays(scope, asked)}) d group by 1, 2`);
  return rows.flatMap(({ key, bucket: start, value }) =>
    key === null ? [] : [{ key, bucket: start, value }],
  );
}
