import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import { readFollowerSeries, readFollowers } from "./followers-repository";
import type { FiguresScope } from "./repository";

const COMPANY = "00000000-0000-7000-8000-00000000000f";
const LOCATIONS = 120;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let opened: ReturnType<typeof openDatabase>;

const scope = (from: number, to: number): FiguresScope => ({
  companyId: COMPANY,
  locationIds: Array.from({ length: to - from }, (_, index) => `FLOC${from + index}`),
  whole: false,
  accountIds: null,
  platforms: null,
});
const all = scope(0, LOCATIONS);
/** The same locations in parts so small that each is read account by account. */
const parts = Array.from({ length: 6 }, (_, index) => scope(index * 20, index * 20 + 20));

beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase({ url: database.url, poolSize: 2 });
  const { db } = opened;
  await db.execute(sql`insert into companies (id, name) values (${COMPANY}::uuid, 'Followers')`);
  await db.execute(sql`insert into locations (id, company_id, name, timezone)
    select 'FLOC' || n, ${COMPANY}::uuid, 'L' || n, 'UTC' from generate_series(0, ${LOCATIONS - 1}::int) n`);
  await db.execute(sql`insert into accounts (id, company_id, location_id, name, platform)
    select l.id || '_' || a, ${COMPANY}::uuid, l.id, 'A', (array['facebook', 'google', 'instagram'])[1 + a]
    from locations l cross join generate_series(0, 2) a where l.company_id = ${COMPANY}::uuid`);
  // Google never reports followers; the others are silent on a third of the days, some for longer than they are carried.
  await db.execute(sql`insert into activity_snapshots (account_id, day, id, company_id, location_id, platform, followers, source,
      completeness, captured_at)
    select a.id, d::date, gen_random_uuid(), a.company_id, a.location_id, a.platform,
      case when a.platform <> 'google' and abs(hashtext(a.id || d::date)) % 3 > 0
        and not (abs(hashtext(a.id)) % 7 = 0 and d > date '2026-01-20') then abs(hashtext(a.id)) % 900 + extract(doy from d)::int end,
      'statistics', 'partial', now()
    from accounts a cross join generate_series(date '2026-01-01', date '2026-03-31', interval '1 day') d
    where a.company_id = ${COMPANY}::uuid`);
  await db.execute(sql`insert into company_platform_days (company_id, platform, day, accounts, reach_accounts, impressions_accounts,
      likes_accounts, comments_accounts, shares_accounts, followers_accounts, posts_accounts, rated_accounts)
    select company_id, platform, day, count(*), 0, 0, 0, 0, 0, count(followers), 0, 0 from activity_snapshots
    where company_id = ${COMPANY}::uuid group by 1, 2, 3`);
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

describe("followers of many locations at once", () => {
  it.each([
    ["2026-03-31", "2026-02-28"],
    ["2026-02-19", "2026-01-05"],
    ["2026-01-02", "2025-12-31"],
  ])("are those of each by itself, on %s against %s", async (at, before) => {
    const add = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b);
    for (const key of ["platform", "location", "account"] as const) {
      const sums = new Map<string, { now: number | null; before: number | null; net: number | null }>();
      for (const part of parts) {
        for (const row of await readFollowers(opened.db, part, { at, before, key })) {
          const sum = sums.get(row.key) ?? { now: null, before: null, net: null };
          sums.set(row.key, {
            now: add(sum.now, row.now),
            before: add(sum.before, row.before),
            net: add(sum.net, row.net),
          });
        }
      }
      const rows = await readFollowers(opened.db, all, { at, before, key });
      expect(new Map(rows.map(({ key: id, ...row }) => [id, row]))).toEqual(sums);
      expect(rows.length).toBeGreaterThan(2);
    }
  });

  it("are null in a bucket in which nobody reported, as they are by themselves", async () => {
    const buckets = [
      { start: "2026-01-01", end: "2026-01-31" },
      { start: "2026-02-01", end: "2026-02-28" },
      { start: "2026-04-01", end: "2026-04-10" },
    ];
    const together = await readFollowerSeries(opened.db, all, { key: "platform", buckets });
    const sums = new Map<string, number | null>();
    for (const part of parts) {
      for (const row of await readFollowerSeries(opened.db, part, { key: "platform", buckets })) {
        const id = `${row.key} ${row.bucket}`;
        const before = sums.get(id) ?? null;
        sums.set(id, before === null ? row.followers : before + (row.followers ?? 0));
      }
    }
    expect(new Map(together.map((row) => [`${row.key} ${row.bucket}`, row.followers]))).toEqual(sums);
    expect(sums.get("facebook 2026-04-01")).toBeNull();
    expect(sums.get("facebook 2026-02-01")).toBeGreaterThan(0);
  });
});
