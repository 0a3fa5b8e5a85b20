import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { MixDimension } from "./posting-schema";
import type { FiguresScope } from "./repository";

type Window = { from: string; to: string };

/**
 * Published posts of the window with known insights, each beside its own account's average: a large account then weighs as
 * much as a small one. Days, weekdays and hours are those of each location's own clock.
 */
function ratedPosts(scope: FiguresScope, window: Window): SQL {
  return sql`
    select p.*, extract(isodow from local)::int as weekday, extract(hour from local)::int as hour,
      case when own > 0 then e / own end as index
    from (
      select m.*, m.published_at at time zone l.timezone as local,
        (coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0))::float8 as e,
        avg(coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0)) over (partition by account_id)::float8 as own
      from mirrored_posts m join locations l on l.id = m.location_id
      where m.company_id = ${scope.companyId}::uuid and m.location_id = any(${sql.param(scope.locationIds)}::text[])
        and m.status = 'published' and num_nonnulls(likes, comments, shares) > 0
        and m.published_at >= ${window.from}::date - 1 and m.published_at < ${window.to}::date + 2
        and (m.published_at at time zone l.timezone)::date between ${window.from}::date and ${window.to}::date
        ${scope.accountIds ? sql`and m.account_id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
        ${scope.platforms ? sql`and m.platform = any(${sql.param(scope.platforms)}::text[])` : sql``}
    ) p`;
}

export type SlotRow = {
  weekday: number;
  hour: number;
  posts: number;
  index: number | null;
  deviation: number | null;
  first_day: string;
};

export async function readSlots(db: Executor, scope: FiguresScope, window: Window): Promise<SlotRow[]> {
  const { rows } = await db.execute<SlotRow>(sql`
    select weekday, hour, count(*)::int as posts, avg(index) as index, stddev_samp(index) as deviation,
      min(local)::date::text as first_day
    from (${ratedPosts(scope, window)}) p group by 1, 2 order by 1, 2`);
  return rows;
}

const DIMENSIONS: Record<MixDimension, string> = {
  kind: "kind",
  media: "media",
  category: "coalesce(category_id, 'none')",
  tag: "tag",
  caption: `case when length(caption) = 0 then 'none' when length(caption) <= 80 then 'up to 80'
    when length(caption) <= 160 then '81 to 160' when length(caption) <= 300 then '161 to 300' else 'over 300' end`,
  hashtags: `case when hashtags = 0 then 'none' when hashtags <= 3 then '1 to 3' when hashtags <= 10 then '4 to 10'
    else 'over 10' end`,
  link: "case when has_link = 1 then 'with a link' else 'without' end",
};

export type MixRow = {
  dimension: MixDimension;
  value: string;
  posts: number;
  index: number | null;
  deviation: number | null;
};

/** A post counts for each of its tags; one without any for "none". */
const EACH_TAG =
  "cross join lateral unnest(case when cardinality(tags) = 0 then array['none'] else tags end) as t(tag)";

export async function readMix(db: Executor, scope: FiguresScope, window: Window): Promise<MixRow[]> {
  const parts = Object.entries(DIMENSIONS).map(
    ([dimension, expression]) => sql`
      select ${dimension}::text as dimension, ${sql.raw(expression)} as value, count(*)::int as posts, avg(index) as index,
        stddev_samp(index) as deviation
      from p ${sql.raw(dimension === "tag" ? EACH_TAG : "")} group by 2`,
  );
  const { rows } = await db.execute<MixRow>(sql`
    with p as materialized (${ratedPosts(scope, window)})
    ${sql.join(parts, sql` union all `)} order by 1, 3 desc`);
  return rows;
}

/** The earliest scheduled post of each location that is still to come. */
export async function readNextPosts(
  db: Executor,
  scope: FiguresScope,
  now: Date,
): Promise<Map<string, { at: string; platforms: string[] }>> {
  const { rows } = await db.execute<{ location_id: string; at: Date | string; platforms: string[] }>(sql`
    select n.location_id, n.at, array_agg(distinct m.platform) as platforms
    from (
      select location_id, min(scheduled_at) as at from mirrored_posts
      where company_id = ${scope.companyId}::uuid and location_id = any(${sql.param(scope.locationIds)}::text[])
        and status = 'scheduled' and scheduled_at > ${now.toISOString()}::timestamptz
      group by location_id
    ) n
    join mirrored_posts m on m.location_id = n.location_id and m.scheduled_at = n.at and m.status = 'scheduled'
    group by n.location_id, n.at`);
  return new Map(
    rows.map((row) => [row.location_id, { at: new Date(row.at).toISOString(), platforms: row.platforms }]),
  );
}
