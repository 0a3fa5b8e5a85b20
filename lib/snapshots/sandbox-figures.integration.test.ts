import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOfView } from "@/lib/exports/rows-of-view";
import { exportRequest } from "@/lib/exports/schema";
import { rankPosts } from "@/lib/reports/rank-posts";
import { overviewQuery, reportQuery } from "@/lib/reports/schema";
import { summariseOverview } from "@/lib/reports/summarise-overview";
import { summariseReport } from "@/lib/reports/summarise-report";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getPosts } from "@/lib/upstream/contract";
import { addDays, dayIn } from "./days";
import { METRICS, type Metrics } from "./schema";
import { findRollupDifferences } from "./snapshot-repository";
import { startCapture } from "./start-capture";
import { startFirstCapture } from "./start-first-capture";

let harness: Harness;
let places: { id: string; timezone: string }[] = [];

/** Runs what the use cases put in the queue, as the worker would. */
async function runCaptures(): Promise<void> {
  const { rows } = await harness.runtime.database.db.execute<{ id: string; location_id: string }>(
    sql`select id, location_id from snapshot_captures where status in ('queued', 'running')`,
  );
  for (const row of rows) {
    await harness.runJob("snapshots.capture", {
      companyId: harness.companyId,
      captureId: row.id,
      locationId: row.location_id,
    });
  }
}

beforeAll(async () => {
  harness = await startHarness();
  const { rows } = await harness.runtime.database.db.execute<{ id: string; timezone: string }>(
    sql`select id, timezone from locations where status = 'active' order by id limit 3`,
  );
  places = rows;
  for (const place of places) {
    await harness.runJob("accounts.sync", { companyId: harness.companyId, locationId: place.id });
    await startFirstCapture(harness.ctx, { locationId: place.id });
  }
  await runCaptures();
}, 180_000);
afterAll(() => harness?.close());

type Asked = { id: string; location_id: string; day: string } & Metrics;

/** The sandbox's own answer for the accounts and days, read beside the product. */
async function ownFigures(accountIds: string[], from: string, to: string): Promise<Map<string, Metrics>> {
  const own = new Map<string, Metrics>();
  for (const accountId of accountIds) {
    const response = await fetch(
      `${harness.sandboxUrl}/__sandbox/figures?${new URLSearchParams({ accountId, from, to })}`,
    );
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
    const { days } = (await response.json()) as { days: ({ day: string } & Metrics)[] };
    for (const each of days) own.set(`${accountId} ${each.day}`, each);
  }
  return own;
}

const listed = new Map<string, { accountId: string; at: string }[]>();

/** Posts that the sandbox itself lists as published by the accounts on the days of the location's own clock. */
async function ownPosts(
  place: { id: string; timezone: string },
  accountIds: string[],
  from: string,
  to: string,
): Promise<number> {
  let posts = listed.get(place.id);
  if (!posts) {
    posts = [];
    for (let skip = 0; ; skip += 100) {
      const { answer } = await harness.ctx.upstream.call(harness.ctx, getPosts, {
        params: { locationId: place.id },
        body: {
          type: "published",
          skip: String(skip),
          limit: "100",
          fromDate: "2020-01-01T00:00:00.000Z",
          toDate: "2100-01-01T00:00:00.000Z",
          includeUsers: "false",
        },
      });
      const page = answer.results.posts;
      for (const { accountId, publishedAt } of page) {
        if (accountId && publishedAt) posts.push({ accountId, at: publishedAt });
      }
      if (page.length < 100) break;
    }
    listed.set(place.id, posts);
  }
  return posts.filter(({ accountId, at }) => {
    const day = dayIn(place.timezone, new Date(at));
    return accountIds.includes(accountId) && day >= from && day <= to;
  }).length;
}

describe("captured from the sandbox", () => {
  it("has the sandbox's own figures for every stored account and day", async () => {
    const { rows } = await harness.runtime.database.db.execute<Asked & { account_id: string }>(
      sql`select account_id, location_id, day, reach, impressions, likes, comments, shares, followers, posts
          from activity_snapshots`,
    );
    expect(rows.length).toBeGreaterThan(500);
    const days = rows.map((row) => row.day).sort();
    const own = await ownFigures(
      [...new Set(rows.map((row) => row.account_id))],
      days[0] ?? "",
      days.at(-1) ?? "",
    );
    for (const row of rows) {
      const expected = own.get(`${row.account_id} ${row.day}`);
      for (const metric of METRICS) expect(row[metric]).toBe(expected?.[metric] ?? null);
    }
    expect(await findRollupDifferences(harness.runtime.database.db, harness.companyId)).toEqual([]);
  });

  it("reports the sandbox's own totals, to the unit, over random periods", async () => {
    const { rows } = await harness.runtime.database.db.execute<{ account_id: string; location_id: string }>(
      sql`select distinct account_id, location_id from activity_snapshots where source = 'statistics'`,
    );
    const today = (await summariseReport(harness.ctx, reportQuery.parse({}))).period.to;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.integer({ min: 2, max: 80 }),
        fc.integer({ min: 0, max: 40 }),
        async (place, back, length) => {
          const from = addDays(today, -back);
          const to = [addDays(from, length), addDays(today, -1)].sort()[0] ?? from;
          const accountIds = rows.filter((row) => row.location_id === place.id).map((row) => row.account_id);
          if (accountIds.length === 0) return;
          const report = await summariseReport(
            harness.ctx,
            reportQuery.parse({ locationId: place.id, accountId: accountIds, from, to }),
          );
          const own = [...(await ownFigures(accountIds, from, to)).values()];
          expect(report.postsFrom).toBe("posts");
          expect(report.figures.posts.value).toBe(await ownPosts(place, accountIds, from, to));
          expect((report.accounts ?? []).reduce((sum, row) => sum + (row.posts ?? 0), 0)).toBe(
            report.figures.posts.value,
          );
          for (const metric of ["reach", "impressions"] as const) {
            const known = own.map((row) => row[metric]).filter((value) => typeof value === "number");
            expect(report.figures[metric].value).toBe(
              known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("counts posts alike in the figure, by platform, by kind, in the export and over all clients", async () => {
    const query = { from: addDays(dayIn("UTC", harness.ctx.clock.now()), -31) };
    const report = await summariseReport(harness.ctx, reportQuery.parse({ ...query, metric: "posts" }));
    const ranked = await rankPosts(harness.ctx, query);
    const overview = await summariseOverview(harness.ctx, overviewQuery.parse(query));
    const sum = (rows: readonly { posts: number | null }[]) =>
      rows.reduce((total, row) => total + (row.posts ?? 0), 0);
    const known = places.map(({ id }) => id);
    const wanted = await summariseReport(
      harness.ctx,
      reportQuery.parse({ ...query, locationId: known, metric: "posts" }),
    );
    const { posts, kinds } = await rankPosts(harness.ctx, { ...query, locationId: known });
    expect(posts).toBeGreaterThan(10);
    expect(wanted.figures.posts.value).toBe(posts);
    expect(sum(wanted.platforms)).toBe(posts);
    for (const row of wanted.platforms) {
      expect(row.posts).toBe(sum(kinds.filter(({ platform }) => platform === row.platform)));
    }
    expect(wanted.chart.series.reduce((total, line) => total + (line.total ?? 0), 0)).toBe(posts);
    // Locations that were never captured have no posts and no figures.
    expect(report.figures.posts.value).toBe(ranked.posts);
    expect(overview.figures.posts.value).toBe(ranked.posts);
    expect(sum(overview.locations)).toBe(ranked.posts);
    const { pages, columns } = await rowsOfView(
      harness.ctx,
      exportRequest.parse({ view: "posts", format: "jsonl", ...query }),
    );
    let rows = 0;
    for await (const page of pages) rows += page.length;
    expect(columns.length).toBeGreaterThan(5);
    expect(rows).toBe(ranked.posts);
  });

  it("changes nothing when everything is captured again", async () => {
    const read = async () =>
      (
        await harness.runtime.database.db.execute(
          sql`select * from activity_snapshots order by account_id, day`,
        )
      ).rows;
    const before = await read();
    await startCapture(harness.ctx, { locationId: places[0]?.id, days: 7 });
    await runCaptures();
    expect(await read()).toEqual(before);
  });

  it("mirrors the posts with their hour on the location's own clock", async () => {
    const { rows } = await harness.runtime.database.db.execute<{
      posts: number;
      slots: number;
      wrong: number;
    }>(sql`
      select (select count(*)::int from mirrored_posts where status = 'published') as posts,
        (select sum(posts)::int from post_slots) as slots,
        (select count(*)::int from post_slots where weekday <> extract(isodow from day)) as wrong`);
    expect(rows[0]?.posts).toBeGreaterThan(50);
    expect(rows[0]?.slots).toBe(rows[0]?.posts);
    expect(rows[0]?.wrong).toBe(0);
  });
});
