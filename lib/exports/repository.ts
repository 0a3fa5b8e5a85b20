import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { FiguresScope } from "@/lib/reports/repository";

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type NamedAccount = {
  id: string;
  name: string;
  platform: string;
  location_id: string;
  removed: boolean;
  /** When its newest day was captured; null: never. */
  captured_at: string | null;
};

/** Accounts of the scope, also those that left: their history is still theirs. */
export async function readNamedAccounts(db: Executor, scope: FiguresScope): Promise<NamedAccount[]> {
  const { rows } = await db.execute<NamedAccount>(sql`
    select id, name, platform, location_id, removed_at is not null as removed, (
        select ${instant("s.captured_at")} from activity_snapshots s where s.account_id = accounts.id
        order by s.day desc limit 1
      ) as captured_at
    from accounts
    where company_id = ${scope.companyId}::uuid and location_id = any(${sql.param(scope.locationIds)}::text[])
      ${scope.accountIds ? sql`and id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
      ${scope.platforms ? sql`and platform = any(${sql.param(scope.platforms)}::text[])` : sql``}
    order by location_id, platform, name, id`);
  return rows;
}

export type PostRow = {
  post_id: string;
  location_id: string;
  location: string;
  account_id: string | null;
  account: string | null;
  platform: string;
  status: string;
  kind: string;
  media: string;
  caption: string;
  tags: string[];
  category_id: string | null;
  hashtags: number;
  has_link: boolean;
  local_time: string;
  published_at: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  captured_at: string;
};

/** A page of posts published in the period, by the clock of each one's location, in the order location, moment, post. */
export async function readPublishedPosts(
  db: Executor,
  scope: FiguresScope,
  asked: {
    from: string;
    to: string;
    after: { locationId: string; publishedAt: string; postId: string } | null;
    limit: number;
  },
): Promise<PostRow[]> {
  const { after } = asked;
  const { rows } = await db.execute<PostRow>(sql`
    select p.post_id, p.location_id, l.name as location, p.account_id, a.name as account, p.platform, p.status, p.kind,
      p.media, p.caption, p.tags, p.category_id, p.hashtags, p.has_link = 1 as has_link,
      to_char(p.published_at at time zone l.timezone, 'YYYY-MM-DD HH24:MI') as local_time,
      ${instant("p.published_at")} as published_at, p.likes, p.comments, p.shares, ${instant("p.captured_at")} as captured_at
    from mirrored_posts p join locations l on l.id = p.location_id left join accounts a on a.id = p.account_id
    where p.company_id = ${scope.companyId}::uuid and p.location_id = any(${sql.param(scope.locationIds)}::text[])
      and p.status = 'published' and p.published_at >= ${asked.from}::date - 1 and p.published_at < ${asked.to}::date + 2
      and (p.published_at at time zone l.timezone)::date between ${asked.from}::date and ${asked.to}::date
      ${scope.accountIds ? sql`and p.account_id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
      ${scope.platforms ? sql`and p.platform = any(${sql.param(scope.platforms)}::text[])` : sql``}
      ${after ? sql`and (p.location_id, date_trunc('milliseconds', p.published_at), p.post_id) > (${after.locationId}, ${after.publishedAt}::timestamptz, ${after.postId})` : sql``}
    order by p.location_id, date_trunc('milliseconds', p.published_at), p.post_id limit ${asked.limit}`);
  return rows;
}
