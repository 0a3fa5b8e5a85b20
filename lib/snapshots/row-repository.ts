import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { type Completeness, type Granularity, METRICS, type Metrics, type Source } from "./schema";

export type StoredRow = Metrics & {
  id: string | null;
  location_id: string;
  account_id: string;
  day: string;
  platform: string;
  source: Source | null;
  completeness: Completeness | null;
  days: number;
  captured_at: string;
};

export type RowsFilter = {
  companyId: string;
  locationIds: string[];
  accountIds: string[] | null;
  platforms: string[] | null;
  from: string;
  to: string;
  granularity: Granularity;
  after: { locationId: string; day: string; accountId: string } | null;
  limit: number;
};

/** One page of rows in the order location, day, account. */
export async function readRows(db: Executor, filter: RowsFilter): Promise<StoredRow[]> {
  const { rows } = await db.execute<StoredRow>(
    filter.granularity === "day" ? dailyRows(filter) : bucketRows(filter),
  );
  return rows;
}

function where(filter: RowsFilter, dayExpression: SQL): SQL {
  const parts = [
    sql`company_id = ${filter.companyId}::uuid`,
    inLocations(filter),
    sql`day between ${filter.from}::date and ${filter.to}::date`,
  ];
  if (filter.accountIds) parts.push(sql`account_id = any(${sql.param(filter.accountIds)}::text[])`);
  if (filter.platforms) parts.push(sql`platform = any(${sql.param(filter.platforms)}::text[])`);
  if (filter.after) {
    const { locationId, day, accountId } = filter.after;
    parts.push(
      sql`(location_id, ${dayExpression}, account_id) > (${locationId}, ${day}::date, ${accountId})`,
    );
  }
  return sql.join(parts, sql` and `);
}

/**
 * PostgreSQL walks the index from the first location named, whatever the row comparison says: a later page names only the
 * locations still to come, or a full export would read everything again with each page.
 */
function inLocations({ locationIds, after }: RowsFilter): SQL {
  const all = sql`${sql.param(locationIds)}::text[]`;
  if (!after) return sql`location_id = any(${all})`;
  return sql`location_id = any(array(select id from unnest(${all}) as id where id >= ${after.locationId}))`;
}

const CAPTURED = `to_char(captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function dailyRows(filter: RowsFilter): SQL {
  return sql`
    select id, location_id, account_id, day, platform, ${sql.raw(METRICS.join(", "))}, source, completeness,
      1 as days, ${sql.raw(CAPTURED)} as captured_at
    from activity_snapshots
    where ${where(filter, sql`day`)}
    order by location_id, day, account_id limit ${filter.limit}`;
}

/** Sums of a week or month; followers are a level, so the last one known counts. */
function bucketRows(filter: RowsFilter): SQL {
  const bucket = sql.raw(`date_trunc('${filter.granularity}', day::timestamp)::date`);
  const sums = METRICS.map((metric) =>
    metric === "followers"
      ? "(array_agg(followers order by day desc) filter (where followers is not null))[1] as followers"
      : `sum(${metric})::bigint as ${metric}`,
  ).join(", ");
  return sql`
    select null as id, location_id, account_id, bucket as day, max(platform) as platform, ${sql.raw(sums)},
      case when count(distinct source) = 1 then max(source) end as source, null as completeness,
      count(*)::int as days, ${sql.raw(CAPTURED.replace("captured_at", "max(captured_at)"))} as captured_at
    from (select *, ${bucket} as bucket from activity_snapshots where ${where(filter, bucket)}) s
    group by location_id, bucket, account_id
    order by location_id, bucket, account_id limit ${filter.limit}`;
}
