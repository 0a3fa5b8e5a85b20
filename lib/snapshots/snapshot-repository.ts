import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { newIds } from "@/db/new-id";
import { type Completeness, METRICS, type Metrics, type Source } from "./schema";

export type NewSnapshot = Metrics & {
  accountId: string;
  day: string;
  platform: string;
  source: Source;
  completeness: Completeness;
};

/** Rows a statement: larger ones gain nothing and hold their locks longer. */
export const UPSERT_BATCH = 2_000;

const FIGURES = sql.raw(METRICS.join(", "));
const isNew = sql.raw(
  `(${METRICS.map((m) => `b.${m}`).join(", ")}, b.source, b.platform) is distinct from (${METRICS.map((m) => `i.${m}`).join(", ")}, i.source, i.platform)`,
);

/**
 * Stores one location's snapshots and moves its rollups by the difference, all in the caller's transaction. A row that
 * says what is stored already is left as it is, so a repeat changes nothing. A known figure is never replaced by an unknown
 * one. Answers how many rows were new or different.
 */
export async function upsertSnapshots(
  tx: Transaction,
  place: { companyId: string; locationId: string; captureId: string | null; capturedAt: Date },
  snapshots: readonly NewSnapshot[],
): Promise<number> {
  // One writer a location: two captures of it would count the same difference twice.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`snapshots:${place.locationId}`}, 0))`,
  );
  const ordered = [...snapshots].sort(inRollupOrder);
  let changed = 0;
  for (let at = 0; at < ordered.length; at += UPSERT_BATCH) {
    changed += await upsertBatch(tx, place, ordered.slice(at, at + UPSERT_BATCH));
  }
  return changed;
}

// Captures of two locations take the company's rollup rows in one order and never wait for each other in a circle.
function inRollupOrder(a: NewSnapshot, b: NewSnapshot): number {
  if (a.platform !== b.platform) return a.platform < b.platform ? -1 : 1;
  return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
}

/** PostgreSQL's own array text; the driver's general one takes longer than the insert itself. */
function arrayLiteral(values: readonly (string | number | null)[]): string {
  const items = values.map((value) =>
    value === null
      ? "NULL"
      : typeof value === "number"
        ? String(value)
        : `"${value.replace(/["\\]/g, "\\$&")}"`,
  );
  return `{${items.join(",")}}`;
}

async function upsertBatch(
  tx: Transaction,
  place: { companyId: string; locationId: string; captureId: string | null; capturedAt: Date },
  batch: readonly NewSnapshot[],
): Promise<number> {
  const column = (name: keyof NewSnapshot) => arrayLiteral(batch.map((row) => row[name]));
  const figures = sql.join(
    METRICS.map((metric) => sql`${column(metric)}::bigint[]`),
    sql`, `,
  );
  const merged = sql.raw(METRICS.map((m) => `coalesce(n.${m}, b.${m}) as ${m}`).join(", "));
  const { rows } = await tx.execute<{ changed: number }>(sql`
    with incoming as (
      select * from unnest(
        ${column("accountId")}::text[], ${column("day")}::date[],
        ${arrayLiteral(newIds(batch.length))}::uuid[], ${column("platform")}::text[],
        ${column("source")}::text[], ${figures}
      ) as n(account_id, day, id, platform, source, ${FIGURES})
    ),
    b as (
      select s.account_id, s.day, s.platform, s.source, ${sql.raw(METRICS.map((m) => `s.${m}`).join(", "))}
      from activity_snapshots s join incoming n on n.account_id = s.account_id and n.day = s.day
      where s.company_id = ${place.companyId}::uuid and s.location_id = ${place.locationId}
    ),
    i as (
      select n.account_id, n.day, n.id, n.platform, n.source, b.account_id is not null as known, ${merged}
      from incoming n left join b on b.account_id = n.account_id and b.day = n.day
    ),
    fresh as (
      select i.* from i left join b on b.account_id = i.account_id and b.day = i.day
      where not i.known or ${isNew}
    ),
    written as (
      insert into activity_snapshots as t (account_id, day, id, company_id, location_id, platform, source,
        completeness, captured_at, capture_id, ${FIGURES})
      select account_id, day, id, ${place.companyId}::uuid, ${place.locationId}, platform, source,
        case num_nulls(${FIGURES}) when 0 then 'complete' when ${METRICS.length} then 'empty' else 'partial' end,
        ${place.capturedAt.toISOString()}::timestamptz, ${place.captureId}::uuid, ${FIGURES}
      from fresh
      on conflict (account_id, day) do update set
        ${sql.raw(METRICS.map((m) => `${m} = excluded.${m}`).join(", "))},
        platform = excluded.platform, source = excluded.source, completeness = excluded.completeness,
        captured_at = excluded.captured_at, capture_id = excluded.capture_id
      where t.company_id = excluded.company_id and t.location_id = excluded.location_id
      returning t.account_id, t.day, t.platform, ${sql.raw(METRICS.map((m) => `t.${m}`).join(", "))}
    ),
    moved as (
      select day, platform, 1 as side, ${FIGURES} from written
      union all
      select b.day, b.platform, -1, ${sql.raw(METRICS.map((m) => `b.${m}`).join(", "))}
      from b join written w on w.account_id = b.account_id and w.day = b.day
    ),
    by_location as (${moveRollup("location", place)}),
    by_company as (${moveRollup("company", place)})
    select count(*)::int as changed from written
  `);
  return rows[0]?.changed ?? 0;
}

const ENGAGEMENT = "coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0)";
const RATED = "reach is not null and num_nonnulls(likes, comments, shares) > 0";

/** Each rollup column's expression over snapshots, for building and for checking. */
export const ROLLUP_SUMS: Record<string, string> = {
  ...Object.fromEntries(METRICS.map((metric) => [metric, metric])),
  rated_engagement: `case when ${RATED} then ${ENGAGEMENT} end`,
  rated_reach: `case when ${RATED} then reach end`,
};
export const ROLLUP_COUNTS: Record<string, string> = {
  accounts: "1",
  ...Object.fromEntries(METRICS.map((metric) => [`${metric}_accounts`, metric])),
  rated_accounts: `case when ${RATED} then 1 end`,
};
const counterOf = (sum: string) => (sum.startsWith("rated_") ? "rated_accounts" : `${sum}_accounts`);

/** Adds what came and takes away what it replaced. A sum without a reporter left is null again, not zero. */
function moveRollup(level: "location" | "company", place: { companyId: string; locationId: string }) {
  const table = level === "location" ? "location_days" : "company_platform_days";
  const sums = Object.entries(ROLLUP_SUMS);
  const counts = Object.entries(ROLLUP_COUNTS);
  const names = [...sums, ...counts].map(([name]) => name).join(", ");
  const key =
    level === "location"
      ? { columns: "location_id, day, company_id", target: "location_id, day", group: "day", order: "day" }
      : {
          columns: "company_id, platform, day",
          target: "company_id, platform, day",
          group: "platform, day",
          order: 'platform collate "C", day',
        };
  const values =
    level === "location"
      ? sql`${place.locationId}, day, ${place.companyId}::uuid`
      : sql`${place.companyId}::uuid, platform, day`;
  const added = [
    ...sums.map(([, figure]) => `sum(side * (${figure}))::bigint`),
    ...counts.map(([, figure]) => `coalesce(sum(side) filter (where (${figure}) is not null), 0)::int`),
  ].join(", ");
  const updates = [
    ...sums.map(
      ([name]) =>
        `${name} = case when r.${counterOf(name)} + excluded.${counterOf(name)} > 0 then coalesce(r.${name}, 0) + coalesce(excluded.${name}, 0) end`,
    ),
    ...counts.map(([name]) => `${name} = r.${name} + excluded.${name}`),
  ].join(", ");
  return sql`
    insert into ${sql.raw(table)} as r (${sql.raw(key.columns)}, ${sql.raw(names)})
    select ${values}, ${sql.raw(added)} from moved group by ${sql.raw(key.group)} order by ${sql.raw(key.order)}
    on conflict (${sql.raw(key.target)}) do update set ${sql.raw(updates)}
    returning 1`;
}

/** Days on which a rollup differs from the snapshots it sums; an empty list is the proof that they agree. */
export async function findRollupDifferences(
  db: Executor,
  companyId: string,
): Promise<{ level: string; key: string; day: string }[]> {
  const sums = Object.entries(ROLLUP_SUMS).map(([name, figure]) => `sum(${figure})::bigint as ${name}`);
  const counts = Object.entries(ROLLUP_COUNTS).map(([name, figure]) => `count(${figure})::int as ${name}`);
  const raw = [...sums, ...counts].join(", ");
  const names = [...Object.keys(ROLLUP_SUMS), ...Object.keys(ROLLUP_COUNTS)];
  const compare = `(${names.map((n) => `raw.${n}`).join(", ")}) is distinct from (${names.map((n) => `r.${n}`).join(", ")})`;
  const part = (level: string, table: string, key: string) => sql`
    select ${level} as level, coalesce(raw.${sql.raw(key)}, r.${sql.raw(key)}) as key, coalesce(raw.day, r.day) as day
    from (select ${sql.raw(key)}, day, ${sql.raw(raw)} from activity_snapshots
          where company_id = ${companyId}::uuid group by ${sql.raw(key)}, day) raw
    full join (select * from ${sql.raw(table)} where company_id = ${companyId}::uuid and accounts > 0) r
      on r.${sql.raw(key)} = raw.${sql.raw(key)} and r.day = raw.day
    where ${sql.raw(compare)}`;
  const { rows } = await db.execute<{ level: string; key: string; day: string }>(
    sql`${part("location", "location_days", "location_id")} union all ${part("company", "company_platform_days", "platform")} limit 50`,
  );
  return rows;
}
