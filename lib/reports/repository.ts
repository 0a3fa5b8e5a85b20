import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { Granularity } from "@/lib/snapshots/schema";
import type { ReportMetric } from "./schema";

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
  /** Account-days of which a network reported something. */
  known: number | null;
};
export type FigureRow = FigureSums & { key: string; days: number | null };

/** What a line over time can show; a sparkline's is reach, or impressions where no reach is known. */
export type SeriesValue = Exclude<ReportMetric, "followers"> | "spark";
export type Point = { key: string; bucket: string; value: number | null };

const SUMMED = ["reach", "impressions", "likes", "comments", "shares", "posts"] as const;
const RATED = "reach is not null and num_nonnulls(likes, comments, shares) > 0";

/**
 * PostgreSQL adds up bigint as numeric, which takes twice as long as all the rest of such a query. Whole numbers up to 2^53
 * are exact in floating point, whatever their order, and no sum of ours comes near.
 */
const sumOf = (figure: string): string => `sum((${figure})::float8)::bigint`;
const total = (figure: string, name: string): string => `${sumOf(figure)} as ${name}`;

const ENGAGEMENT = `case when num_nonnulls(likes, comments, shares) > 0
  then coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0) end`;
const SERIES_VALUES: Record<SeriesValue, string> = {
  reach: sumOf("reach"),
  impressions: sumOf("impressions"),
  engagement: sumOf(ENGAGEMENT),
  posts: sumOf("posts"),
  spark: `coalesce(${sumOf("reach")}, ${sumOf("impressions")})`,
};

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
    "(count(*) filter (where num_nonnulls(reach, impressions, likes, posts) > 0))::int as known",
  ].join(", "),
  keys: { all: "'all'", platform: "platform", account: "account_id", location: "location_id" },
};
const rolledUp = [
  ...[...SUMMED, "rated_engagement", "rated_reach"].map((name) => total(name, name)),
  "sum(greatest(reach_accounts, impressions_accounts, likes_accounts, posts_accounts))::int as known",
].join(", ");
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

type FiguresAsked = { from: string; to: string; key: FiguresKey };
type SeriesQuery = FiguresAsked & { granularity: Granularity; value: SeriesValue };

/** Sums of the period, one row a key. `days`: on how many of them anything is stored; null where nobody asked to count. */
export async function readFigures(
  db: Executor,
  scope: FiguresScope,
  asked: FiguresAsked & { countDays?: boolean },
): Promise<FigureRow[]> {
  const source = sourceFor(scope, asked.key);
  // Counting distinct days sorts all the rows; where there is one row a key and day, that is not needed.
  const counted = asked.countDays === false ? "null" : "count(distinct day)";
  const days = source.ownKey === asked.key ? "count(*)" : counted;
  const { rows } = await db.execute<FigureRow>(sql`
    select ${sql.raw(source.keys[asked.key] ?? "'all'")} as key, ${sql.raw(days)}::int as days, ${sql.raw(source.sums)}
    from ${sql.raw(source.table)} where ${inPeriod(scope, asked, source)} group by 1 order by 1`);
  return rows;
}

/** One figure by key and bucket. A bucket without a row has no point. */
export async function readSeries(db: Executor, scope: FiguresScope, asked: SeriesQuery): Promise<Point[]> {
  const { rows } = await db.execute<{ key: string; buckets: string[]; values: (number | null)[] }>(
    seriesQuery(scope, asked),
  );
  return rows.flatMap(({ key, buckets, values }) =>
    buckets.map((bucket, index) => ({ key, bucket, value: values[index] ?? null })),
  );
}

/**
 * A year by platform is thousands of points: sent as a row each, with figures nobody draws, they took the driver longer than
 * the sums took PostgreSQL. So one figure, as two arrays a key. Exported for the bench, which also asks the snapshots.
 */
export function seriesQuery(
  scope: FiguresScope,
  asked: SeriesQuery,
  source: Source = sourceFor(scope, asked.key),
): SQL {
  const bucket =
    asked.granularity === "day" ? "day" : `date_trunc('${asked.granularity}', day::timestamp)::date`;
  return sql`
    select key, array_to_json(array_agg(bucket)) as buckets, array_to_json(array_agg(value)) as values
    from (
      select ${sql.raw(source.keys[asked.key] ?? "'all'")} as key, ${sql.raw(bucket)} as bucket,
        ${sql.raw(SERIES_VALUES[asked.value])} as value
      from ${sql.raw(source.table)} where ${inPeriod(scope, asked, source)} group by 1, 2
    ) points group by key`;
}

export const RAW_SOURCE = RAW;

function inPeriod(scope: FiguresScope, { from, to }: { from: string; to: string }, source: Source): SQL {
  return sql`${within(scope, source)} and day between ${from}::date and ${to}::date`;
}

function within(scope: FiguresScope, source: Source): SQL {
  const parts = [sql`company_id = ${scope.companyId}::uuid`];
  // The company's rollup has no locations: it is asked only where all of them are meant.
  if (source !== BY_PLATFORM) parts.push(sql`location_id = any(${sql.param(scope.locationIds)}::text[])`);
  if (scope.accountIds) parts.push(sql`account_id = any(${sql.param(scope.accountIds)}::text[])`);
  if (scope.platforms) parts.push(sql`platform = any(${sql.param(scope.platforms)}::text[])`);
  return sql.join(parts, sql` and `);
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
