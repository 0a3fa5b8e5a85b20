import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { FiguresScope } from "./repository";

type Window = { from: string; to: string };

/** Published posts whose day, on their location's own clock, lies in the window. */
function publishedPosts(scope: FiguresScope, { from, to }: Window): SQL {
  return sql`
    select m.*, l.timezone, num_nonnulls(m.likes, m.comments, m.shares) > 0 as is_rated,
      (coalesce(m.likes, 0) + coalesce(m.comments, 0) + coalesce(m.shares, 0))::int as engagement
    from mirrored_posts m join locations l on l.id = m.location_id
    where m.company_id = ${scope.companyId}::uuid and m.location_id = any(${sql.param(scope.locationIds)}::text[])
      and m.status = 'published'
      and m.published_at >= ${from}::date - 1 and m.published_at < ${to}::date + 2
      and (m.published_at at time zone l.timezone)::date between ${from}::date and ${to}::date
      ${scope.accountIds ? sql`and m.account_id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
      ${scope.platforms ? sql`and m.platform = any(${sql.param(scope.platforms)}::text[])` : sql``}`;
}

export type RankedRow = {
  post_id: string;
  location_id: string;
  account_id: string | null;
  account_name: string | null;
  platform: string;
  kind: string;
  media: "none" | "image" | "images" | "gif" | "video";
  caption: string;
  picture: string | null;
  published_at: Date | string;
  timezone: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  engagement: number;
  index: number | null;
};

/**
 * The posts that did best (or worst) beside their own account's average: a large account then weighs as much as a small one.
 * Only posts with known insights take part.
 */
export async function readRankedPosts(
  db: Executor,
  scope: FiguresScope,
  window: Window,
  asked: { best: boolean; limit: number },
): Promise<RankedRow[]> {
  const order = asked.best
    ? sql`index desc nulls last, engagement desc, published_at desc, post_id`
    : sql`index asc nulls last, engagement asc, published_at asc, post_id`;
  const { rows } = await db.execute<RankedRow>(sql`
    select r.post_id, r.location_id, r.account_id, a.name as account_name, r.platform, r.kind, r.media,
      left(r.caption, 400) as caption, r.thumbnail as picture, r.published_at, r.timezone, r.likes, r.comments,
      r.shares, r.engagement, r.index
    from (
      select p.*, case when count(*) over w > 1 and avg(engagement) over w > 0
        then (engagement / avg(engagement) over w)::float8 end as index
      from (${publishedPosts(scope, window)}) p where is_rated window w as (partition by account_id)
    ) r
    left join accounts a on a.id = r.account_id and a.company_id = ${scope.companyId}::uuid
    order by ${order} limit ${asked.limit}`);
  return rows;
}

export type KindCount = {
  platform: string;
  kind: string;
  posts: number;
  rated: number;
  engagement: number | null;
};

/** Published posts by platform and kind. Engagement is of those with known insights; null where there are none. */
export async function readKinds(db: Executor, scope: FiguresScope, window: Window): Promise<KindCount[]> {
  const { rows } = await db.execute<KindCount>(sql`
    select platform, kind, count(*)::int as posts, (count(*) filter (where is_rated))::int as rated,
      (sum(engagement) filter (where is_rated))::bigint as engagement
    from (${publishedPosts(scope, window)}) p group by 1, 2 order by 3 desc, 1, 2`);
  return rows;
}
