import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { FiguresKey, FiguresScope } from "./repository";
import { FOLLOWERS_CARRY_DAYS } from "./schema";

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
    scope.locationIds.length >= MANY_LOCATIONS ? manyLevelsQuery(scope, asked) : levelsQuery(scope, asked);
  const { rows } = await db.execute<{ key: string; bucket: string; followers: number | null }>(query);
  return rows;
}

type LevelsAsked = { buckets: { start: string; end: string }[]; key: FiguresKey };

function levelsQuery(scope: FiguresScope, { buckets, key }: LevelsAsked): SQL {
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
function manyLevelsQuery(scope: FiguresScope, { buckets, key }: LevelsAsked): SQL {
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
