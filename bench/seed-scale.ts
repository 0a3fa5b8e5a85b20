import type pg from "pg";

/** How many of each; the defaults are the size the targets are stated for. */
export type Scale = { locations: number; accountsPerLocation: number; days: number };
export const FULL_SCALE: Scale = { locations: 1_000, accountsPerLocation: 8, days: 365 };

export const LAST_DAY = "2026-10-31";
export const COMPANY = "00000000-0000-7000-8000-000000000001";
const PLATFORMS = "facebook,instagram,linkedin,google,twitter,tiktok-business,youtube,pinterest";

export const locationId = (index: number): string => `BENCHLOC${String(index).padStart(12, "0")}`;

/**
 * Fills an empty database with one company of this size: snapshots with weekday rhythm and unknown figures, and the
 * rollups that a capture would have kept. Generated inside PostgreSQL, so the full size takes a minute or two.
 */
export async function seedScale(client: pg.Client, scale: Scale): Promise<number> {
  await client.query(
    `insert into companies (id, name, upstream_id) values ($1, 'Bench Agency', 'BENCHCOMPANY00000001')`,
    [COMPANY],
  );
  await client.query(
    `insert into locations (id, company_id, name, timezone, accounts_synced_at)
     select 'BENCHLOC' || lpad(n::text, 12, '0'), $1, 'Location ' || n, 'Europe/London', now()
     from generate_series(0, $2::int - 1) n`,
    [COMPANY, scale.locations],
  );
  await client.query(
    `insert into accounts (id, company_id, location_id, profile_id, name, platform, type)
     select 'o' || a || '_' || l.id || '_' || a, $1, l.id, md5(l.id || a), 'Account ' || a, (string_to_array($3, ','))[1 + a % 8], 'page'
     from locations l cross join generate_series(0, $2::int - 1) a where l.company_id = $1`,
    [COMPANY, scale.accountsPerLocation, PLATFORMS],
  );
  await client.query(
    `insert into activity_snapshots (account_id, day, id, company_id, location_id, platform, reach, impressions, likes,
       comments, shares, followers, posts, source, completeness, captured_at)
     select a.id, d::date, gen_random_uuid(), a.company_id, a.location_id, a.platform,
       case when h % 41 = 0 or a.platform = 'youtube' then null else 200 + h % 5000 end,
       case when h % 41 = 0 then null else 400 + h % 9000 end,
       case when h % 41 = 0 or a.platform = 'google' then null else h % 240 end,
       case when h % 41 = 0 or a.platform = 'google' then null else h % 30 end,
       case when h % 41 = 0 or a.platform = 'google' then null else h % 20 end,
       case when h % 41 = 0 or a.platform = 'google' then null else 1000 + h % 20000 end,
       case when h % 41 = 0 then null else h % 3 end, 'statistics', 'partial', now()
     from accounts a
     cross join generate_series($2::date - ($3::int - 1), $2::date, interval '1 day') d
     cross join lateral (select abs(hashtext(a.id || d::date::text)) as h) x
     where a.company_id = $1`,
    [COMPANY, LAST_DAY, scale.days],
  );
  await buildRollups(client);
  await client.query("analyze");
  return scale.locations * scale.accountsPerLocation * scale.days;
}

async function buildRollups(client: pg.Client): Promise<void> {
  const { ROLLUP_COUNTS, ROLLUP_SUMS } = await import("@/lib/snapshots/snapshot-repository");
  const sums = Object.entries(ROLLUP_SUMS);
  const counts = Object.entries(ROLLUP_COUNTS);
  const names = [...sums, ...counts].map(([name]) => name).join(", ");
  const values = [
    ...sums.map(([, figure]) => `sum(${figure})::bigint`),
    ...counts.map(([, figure]) => `count(${figure})::int`),
  ].join(", ");
  for (const [table, key, extra] of [
    ["location_days", "location_id", "max(company_id::text)::uuid"],
    ["company_platform_days", "platform", "max(company_id::text)::uuid"],
  ]) {
    await client.query(
      `insert into ${table} (${key}, day, company_id, ${names})
       select ${key}, day, ${extra}, ${values} from activity_snapshots group by ${key}, day`,
    );
  }
}
