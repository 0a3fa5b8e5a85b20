import type pg from "pg";
import { ROLLUP_COUNTS, ROLLUP_SUMS } from "@/lib/snapshots/snapshot-repository";

/** How many of each; the defaults are the size the targets are stated for. */
export type Scale = { locations: number; accountsPerLocation: number; days: number };
export const FULL_SCALE: Scale = { locations: 1_000, accountsPerLocation: 8, days: 365 };

export const LAST_DAY = "2026-10-31";
export const COMPANY = "00000000-0000-7000-8000-000000000001";
const PLATFORMS = "facebook,instagram,linkedin,google,twitter,tiktok-business,youtube,pinterest";
/** History is stored in stretches, as a backfill does it; the last days one by one, as the nights do. */
const STRETCH = 30;
const NIGHTS = 30;

export const locationId = (index: number): string => `BENCHLOC${String(index).padStart(12, "0")}`;

/**
 * Fills a database with one company of this size: snapshots with unknown figures among them, published posts, and the
 * rollups that captures would have kept. Generated inside PostgreSQL, so the full size takes a minute or two.
 */
export async function seedScale(
  client: pg.Client,
  scale: Scale,
  options: { lastDay?: string; onProgress?: (days: number) => void } = {},
): Promise<number> {
  const lastDay = options.lastDay ?? LAST_DAY;
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
  for (let back = scale.days; back > 0; ) {
    const count = back > NIGHTS ? Math.min(STRETCH, back - NIGHTS) : 1;
    await insertDays(client, lastDay, back, back - count + 1);
    back -= count;
    if (count > 1 || back === 0) options.onProgress?.(scale.days - back);
  }
  await insertPosts(client, lastDay);
  await buildRollups(client);
  // As autovacuum leaves a database that was not filled within a minute.
  for (const table of ["activity_snapshots", "location_days", "company_platform_days", "accounts"]) {
    await client.query(`vacuum (analyze) ${table}`);
  }
  await client.query("analyze");
  return scale.locations * scale.accountsPerLocation * scale.days;
}

/** Every account's days from `from` to `to` days before the last one, the last day being 1. */
async function insertDays(client: pg.Client, lastDay: string, from: number, to: number): Promise<void> {
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
       case when h % 41 = 0 then null else h % 3 end, 'statistics', 'partial',
       $2::date - ($4::int - 1) + interval '27 hours' + (abs(hashtext(a.location_id)) % 3600) * interval '1 second'
     from accounts a
     cross join generate_series($2::date - ($3::int - 1), $2::date - ($4::int - 1), interval '1 day') d
     cross join lateral (select abs(hashtext(a.id || d::date::text)) as h) x
     where a.company_id = $1
     order by a.location_id, d, a.id`,
    [COMPANY, lastDay, from, to],
  );
}

/** About two posts a location and week over the last half year, with insights. */
async function insertPosts(client: pg.Client, lastDay: string): Promise<void> {
  await client.query(
    `insert into mirrored_posts (location_id, post_id, company_id, account_id, platform, status, kind, caption, media,
       hashtags, has_link, published_at, likes, comments, shares, captured_at)
     select a.location_id, md5(a.id || n), a.company_id, a.id, a.platform, 'published', 'post', 'Post ' || n,
       case h % 3 when 0 then 'image' when 1 then 'video' else 'none' end, h % 6, h % 2,
       $2::date - n * interval '30 hours' - (h % 24) * interval '1 hour', h % 90, h % 12, h % 7, now()
     from accounts a cross join generate_series(1, 50) n cross join lateral (select abs(hashtext(a.id || n)) as h) x
     where a.company_id = $1 and a.platform = 'facebook'`,
    [COMPANY, lastDay],
  );
}

async function buildRollups(client: pg.Client): Promise<void> {
  const sums = Object.entries(ROLLUP_SUMS);
  const counts = Object.entries(ROLLUP_COUNTS);
  const names = [...sums, ...counts].map(([name]) => name).join(", ");
  const values = [
    ...sums.map(([, figure]) => `sum(${figure})::bigint`),
    ...counts.map(([, figure]) => `count(${figure})::int`),
  ].join(", ");
  for (const [table, key] of [
    ["location_days", "location_id"],
    ["company_platform_days", "platform"],
  ]) {
    await client.query(
      `insert into ${table} (${key}, day, company_id, ${names})
       select ${key}, day, $1::uuid, ${values} from activity_snapshots where company_id = $1 group by ${key}, day`,
      [COMPANY],
    );
  }
}
