import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { Granularity } from "@/lib/snapshots/schema";
import { FOLLOWERS_CARRY_DAYS } from "./schema";

/** What a query may read: always the company, always named locations, and narrower where asked. */
export type FiguresScope = {
  companyId: string;
  locationIds: string[];
  /** All that the company has stored: the company's own sums serve. */
  whole: boolean;
  accountIds: string[] | null;
  platforms: string[] | null;
};

export type FiguresKey = "all" | "platform" | "account" | "location";

/** Sums over the days of a bucket. Null: nobody reported it. */
export type FigureSums = {
  reach: number | null;
  impressions: number | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  posts: number | null;
  rated_engagement: number | null;
  rated_reach: number | null;
};
export type FigureRow = FigureSums & { key: string; bucket: string; days: number };

const SUMMED = ["reach", "impressions", "likes", "comments", "shares", "posts"] as const;
const RATED = "reach is not null and num_nonnulls(likes, comments, shares) > 0";

/**
 * PostgreSQL adds up bigint as numeric, which takes twice as long as all the rest of such a query. Whole numbers up to 2^53
 * are exact in floating point, whatever their order, and no sum of ours comes near.
 */
const total = (figure: string, name: string): string => `sum((${figure})::float8)::bigint as ${name}`;

type Source = {
  table: string;
  /** The key of which the table has one row a day. */
  ownKey: FiguresKey;
  sums: string;
  keys: Partial<Record<FiguresKey, string>>;
};

const RAW: Source = {
  table: "activity_snapshots",
  ownKey: "account",
  sums: [
    ...SUMMED.map((name) => total(name, name)),
    total(
      `case when ${RATED} then coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0) end`,
      "rated_engagement",
    ),
    total(`case when ${RATED} then reach end`, "rated_reach"),
  ].join(", "),
  keys: { all: "'all'", platform: "platform", account: "account_id", location: "location_id" },
};
const rolledUp = [...SUMMED, "rated_engagement", "rated_reach"].map((name) => total(name, name)).join(", ");
const BY_LOCATION: Source = {
  table: "location_days",
  ownKey: "location",
  sums: rolledUp,
  keys: { all: "'all'", location: "location_id" },
};
const BY_PLATFORM: Source = {
  table: "company_platform_days",
  ownKey: "platform",
  sums: rolledUp,
  keys: { all: "'all'", platform: "platform" },
};

/** The smallest table that can answer: the company's rollup, the locations' rollup, or the snapshots themselves. */
export function sourceFor(scope: FiguresScope, key: FiguresKey): Source {
  if (scope.accountIds) return RAW;
  if (scope.whole && BY_PLATFORM.keys[key]) return BY_PLATFORM;
  if (!scope.platforms && BY_LOCATION.keys[key]) return BY_LOCATION;
  return RAW;
}

/** Sums of the period by key and bucket; without a granularity, one row a key. */
export async function readFigures(
  db: Executor,
  scope: FiguresScope,
  asked: { from: string; to: string; key: FiguresKey; granularity: Granularity | null },
): Promise<FigureRow[]> {
  const { rows } = await db.execute<FigureRow>(figuresQuery(scope, asked));
  return rows;
}

/** Exported for the bench, which times it and the same question to the snapshots themselves. */
export function figuresQuery(
  scope: FiguresScope,
  asked: { from: string; to: string; key: FiguresKey; granularity: Granularity | null },
  source: Source = sourceFor(scope, asked.key),
): SQL {
  const bucket =
    asked.granularity === null
      ? sql`${asked.from}::date`
      : asked.granularity === "day"
        ? sql`day`
        : sql.raw(`date_trunc('${asked.granularity}', day::timestamp)::date`);
  return sql`
    select ${sql.raw(source.keys[asked.key] ?? "'all'")} as key, ${bucket} as bucket,
      ${sql.raw(daysCount(source, asked))}::int as days, ${sql.raw(source.sums)}
    from ${sql.raw(source.table)}
    where ${within(scope, source)} and day between ${asked.from}::date and ${asked.to}::date
    group by 1, 2 order by 2, 1`;
}

/** Counting distinct days sorts them; where there is one row a key and day, or one day a bucket, that is not needed. */
function daysCount(source: Source, asked: { key: FiguresKey; granularity: Granularity | null }): string {
  if (asked.granularity === "day") return "1";
  return source.ownKey === asked.key ? "count(*)" : "count(distinct day)";
}

export const RAW_SOURCE = RAW;

function within(scope: FiguresScope, source: Source): SQL {
  const parts = [sql`company_id = ${scope.companyId}::uuid`];
  // The company's rollup has no locations: it is asked only where all of them are meant.
  if (source !== BY_PLATFORM) parts.push(sql`location_id = any(${sql.param(scope.locationIds)}::text[])`);
  if (scope.accountIds) parts.push(sql`account_id = any(${sql.param(scope.accountIds)}::text[])`);
  if (scope.platforms) parts.push(sql`platform = any(${sql.param(scope.platforms)}::text[])`);
  return sql.join(parts, sql` and `);
}

const ACCOUNT_KEYS: Record<FiguresKey, string> = {
  all: "'all'",
  platform: "a.platform",
  account: "a.id",
  location: "a.location_id",
};

function accountsWithin(scope: FiguresScope): SQL {
  const parts = [
    sql`a.company_id = ${scope.companyId}::uuid`,
    sql`a.location_id = any(${sql.param(scope.locationIds)}::text[])`,
  ];
  if (scope.accountIds) parts.push(sql`a.id = any(${sql.param(scope.accountIds)}::text[])`);
  if (scope.platforms) parts.push(sql`a.platform = any(${sql.param(scope.platforms)}::text[])`);
  return sql.join(parts, sql` and `);
}

const lastFollowers = (at: SQL): SQL => sql`
  lateral (select s.followers, s.day from activity_snapshots s
    where s.account_id = a.id and s.day <= ${at} and s.day > ${at} - ${sql.raw(String(FOLLOWERS_CARRY_DAYS))}
      and s.followers is not null
    order by s.day desc limit 1)`;

export type FollowersRow = { key: string; now: number | null; before: number | null; net: number | null };

/** From so many locations on, the counts of a day are read at once and not account by account. */
const MANY_LOCATIONS = 100;

/** Followers at the end of two days by key; `net` counts only accounts known on both. */
export async function readFollowers(
  db: Executor,
  scope: FiguresScope,
  asked: { at: string; before: string; key: FiguresKey },
): Promise<FollowersRow[]> {
  const { rows } = await db.execute<FollowersRow>(followersQuery(scope, asked));
  return rows;
}

/** Exported for the bench, which times it. */
export function followersQuery(
  scope: FiguresScope,
  asked: { at: string; before: string; key: FiguresKey },
): SQL {
  const many = scope.locationIds.length >= MANY_LOCATIONS;
  const level = (name: "n" | "b", at: SQL) =>
    many
      ? levelOfDay(name, scope.companyId, at)
      : sql`left join ${lastFollowers(at)} ${sql.raw(name)} on true`;
  const [now, before] = (
    many
      ? ["n", "b"].map((name) => `coalesce(${name}.followers, l${name}.followers)`)
      : ["n.followers", "b.followers"]
  ) as [string, string];
  return sql`
    select ${sql.raw(ACCOUNT_KEYS[asked.key])} as key, sum(${sql.raw(now)})::bigint as now,
      sum(${sql.raw(before)})::bigint as before, sum(${sql.raw(now)} - ${sql.raw(before)})::bigint as net
    from accounts a
    ${level("n", sql`${asked.at}::date`)}
    ${level("b", sql`${asked.before}::date`)}
    where ${accountsWithin(scope)} group by 1`;
}

/**
 * The counts of one day, from the index alone; only accounts without one that day are looked up further back, and only where
 * their platform reports followers at all (the company's rollup knows).
 */
function levelOfDay(name: "n" | "b", companyId: string, at: SQL): SQL {
  const [own, last] = [sql.raw(name), sql.raw(`l${name}`)];
  return sql`
    left join activity_snapshots ${own} on ${own}.company_id = ${companyId}::uuid and ${own}.day = ${at}
      and ${own}.account_id = a.id and ${own}.followers is not null
    left join lateral (
      select s.followers, s.day from activity_snapshots s
      where ${own}.account_id is null and s.account_id = a.id and s.day < ${at}
        and s.day > ${at} - ${sql.raw(String(FOLLOWERS_CARRY_DAYS))} and s.followers is not null
        and a.platform = any(array(select distinct platform from company_platform_days d
          where d.company_id = ${companyId}::uuid and d.day <= ${at}
            and d.day > ${at} - ${sql.raw(String(FOLLOWERS_CARRY_DAYS))} and d.followers_accounts > 0))
      order by s.day desc limit 1) ${last} on true`;
}

/** Followers at the end of each bucket by key; null where no account reported inside the bucket. */
export async function readFollowerSeries(
  db: Executor,
  scope: FiguresScope,
  asked: { buckets: { start: string; end: string }[]; key: FiguresKey },
): Promise<{ key: string; bucket: string; followers: number | null }[]> {
  if (asked.buckets.length === 0) return [];
  const query =
    scope.locationIds.length >= MANY_LOCATIONS ? manySeriesQuery(scope, asked) : seriesQuery(scope, asked);
  const { rows } = await db.execute<{ key: string; bucket: string; followers: number | null }>(query);
  return rows;
}

type SeriesAsked = { buckets: { start: string; end: string }[]; key: FiguresKey };

function seriesQuery(scope: FiguresScope, { buckets, key }: SeriesAsked): SQL {
  const starts = sql.param(buckets.map(({ start }) => start));
  const ends = sql.param(buckets.map(({ end }) => end));
  return sql`
    select ${sql.raw(ACCOUNT_KEYS[key])} as key, b.start as bucket,
      case when count(*) filter (where f.day >= b.start) > 0 then sum(f.followers)::bigint end as followers
    from accounts a cross join unnest(${starts}::date[], ${ends}::date[]) as b(start, until)
    left join ${lastFollowers(sql`b.until`)} f on true
    where ${accountsWithin(scope)} group by 1, 2 order by 2, 1`;
}

/** The same with the counts of each bucket's last day read at once. */
function manySeriesQuery(scope: FiguresScope, { buckets, key }: SeriesAsked): SQL {
  const parts = buckets.map(
    ({ start, end }) => sql`
      select ${sql.raw(ACCOUNT_KEYS[key])} as key, ${start}::date as bucket,
        case when count(n.followers) + count(*) filter (where ln.day >= ${start}::date) > 0
          then sum(coalesce(n.followers, ln.followers))::bigint end as followers
      from accounts a ${levelOfDay("n", scope.companyId, sql`${end}::date`)}
      where ${accountsWithin(scope)} group by 1`,
  );
  return sql`${sql.join(parts, sql` union all `)} order by 2, 1`;
}

/** Days of each account in the period on which its network reported nothing, although it was asked. */
export async function readSilentDays(
  db: Executor,
  scope: FiguresScope,
  asked: { from: string; to: string },
): Promise<{ account_id: string; day: string }[]> {
  const { rows } = await db.execute<{ account_id: string; day: string }>(sql`
    select account_id, day from activity_snapshots
    where ${within(scope, RAW)} and day between ${asked.from}::date and ${asked.to}::date and completeness = 'empty'
    order by account_id, day limit 5000`);
  return rows;
}
