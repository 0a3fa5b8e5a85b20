import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays, bucketOf, daysBetween } from "@/lib/snapshots/days";
import { METRICS, type Metrics } from "@/lib/snapshots/schema";
import { type NewSnapshot, upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { openPlace, type Place } from "@/lib/snapshots/testing/place";
import { scriptedUpstream } from "@/lib/snapshots/testing/scripted-upstream";
import { daysOf } from "./coverage-words";
import { overviewQuery, reportQuery } from "./schema";
import { summariseOverview } from "./summarise-overview";
import { summariseReport } from "./summarise-report";

const FIRST = "2026-01-05";
const DAYS = 95;
const ACCOUNTS = [
  ["a", "LOC1", "facebook"],
  ["b", "LOC1", "google"],
  ["c", "LOC1", "instagram"],
  ["d", "LOC2", "facebook"],
  ["e", "LOC2", "youtube"],
] as const;

type Stored = NewSnapshot & { locationId: string };
let place: Place;
let stored: Stored[] = [];

/** A figure that is sometimes unknown, sometimes zero, and never depends on chance. */
function figure(seed: number): number | null {
  const value = (seed * 2_654_435_761) % 1_013;
  return value % 7 === 0 ? null : value % 5 === 0 ? 0 : value;
}

beforeAll(async () => {
  place = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
  const { db, companyId } = place;
  stored = ACCOUNTS.flatMap(([id, locationId, platform], index) =>
    Array.from({ length: DAYS }, (_, at): Stored => {
      const seed = (index + 1) * 1_000 + at * 13;
      const metrics = Object.fromEntries(METRICS.map((metric, n) => [metric, figure(seed + n)])) as Metrics;
      if (platform === "google")
        Object.assign(metrics, { likes: null, comments: null, shares: null, followers: null });
      if (platform === "youtube") metrics.reach = null;
      return {
        accountId: id,
        locationId,
        platform,
        day: addDays(FIRST, at),
        source: "statistics",
        completeness: "partial",
        ...metrics,
      };
    }).filter((row) => Number(row.day.slice(-2)) % 11 !== 0),
  );
  for (const [id, locationId, platform] of ACCOUNTS) {
    await db
      .insert(accounts)
      .values({ id, locationId, companyId, platform, name: `Account ${id}`, type: "page" });
  }
  for (const locationId of ["LOC1", "LOC2"]) {
    const target = { companyId, locationId, captureId: null, capturedAt: place.clock.now() };
    const rows = stored.filter((row) => row.locationId === locationId);
    await db.transaction((tx) => upsertSnapshots(tx, target, rows));
  }
});
afterAll(() => place.drop());

const sum = (values: (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};
const within = (from: string, to: string, keep: (row: Stored) => boolean) =>
  stored.filter((row) => row.day >= from && row.day <= to && keep(row));
const engagement = (row: Stored) => sum([row.likes, row.comments, row.shares]);

function expectedTotals(rows: Stored[]) {
  const rated = rows.filter((row) => row.reach !== null && engagement(row) !== null);
  const reach = sum(rated.map((row) => row.reach));
  return {
    reach: sum(rows.map((row) => row.reach)),
    impressions: sum(rows.map((row) => row.impressions)),
    engagement: sum(rows.map(engagement)),
    posts: sum(rows.map((row) => row.posts)),
    engagementRate: reach ? (sum(rated.map(engagement)) ?? 0) / reach : null,
  };
}

const period = fc
  .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 0, max: 40 }))
  .map(([start, length]) => ({
    from: addDays(FIRST, start),
    to: addDays(FIRST, Math.min(DAYS - 1, start + length)),
  }));

const ask = (query: Record<string, unknown>, ctx: Context = place.ctx) =>
  summariseReport(ctx, reportQuery.parse(query));

describe("a report", () => {
  it("adds up to the stored snapshots, to the unit, for any period, filter and granularity", async () => {
    await fc.assert(
      fc.asyncProperty(
        period,
        fc.constantFrom<string[] | undefined>(["LOC1"], ["LOC2"], ["LOC1", "LOC2"], undefined),
        fc.constantFrom<string[] | undefined>(["facebook"], ["google", "youtube"], undefined),
        fc.constantFrom("day", "week", "month"),
        fc.constantFrom("reach", "impressions", "engagement", "posts"),
        fc.constantFrom("platform", "account"),
        async ({ from, to }, locationId, platform, granularity, metric, by) => {
          const report = await ask({ from, to, locationId, platform, granularity, metric, by });
          const keep = (row: Stored) =>
            (locationId?.includes(row.locationId) ?? true) && (platform?.includes(row.platform) ?? true);
          const rows = within(from, to, keep);
          const expected = expectedTotals(rows);
          for (const name of ["reach", "impressions", "engagement", "posts"] as const) {
            expect(report.figures[name].value).toBe(expected[name]);
          }
          const rate = report.figures.engagementRate.value;
          if (expected.engagementRate === null) expect(rate).toBeNull();
          else expect(rate).toBeCloseTo(expected.engagementRate, 12);
          for (const line of report.chart.series) {
            report.chart.buckets.forEach((bucket, index) => {
              const inBucket = rows.filter(
                (row) =>
                  bucketOf(row.day, report.period.granularity) === bucket.start &&
                  (by === "account" ? row.accountId : row.platform) === line.key,
              );
              const values = inBucket.map((row) =>
                metric === "engagement" ? engagement(row) : row[metric as "reach"],
              );
              expect(line.values[index]).toBe(sum(values));
            });
          }
          expect(sum(report.platforms.map((row) => row.reach.value))).toBe(expected.reach);
          expect(sum((report.accounts ?? []).map((row) => row.reach.value))).toBe(expected.reach);
          const days = daysBetween(from, to);
          const earlier = within(addDays(from, -days), addDays(from, -1), keep);
          for (const { accountId, reach } of report.accounts ?? [])
            if (reach.previous !== null)
              expect(reach.previous).toBe(
                expectedTotals(earlier.filter((row) => row.accountId === accountId)).reach,
              );
          for (const { platform, reach } of report.platforms)
            if (reach.previous !== null)
              expect(reach.previous).toBe(
                sum(
                  (report.accounts ?? [])
                    .filter((row) => row.platform === platform)
                    .map((row) => row.reach.previous),
                ),
              );
          // The whole is compared by those of its parts that may be.
          const usable = report.platforms.some(({ reach }) => reach.previous !== null);
          if (report.compared?.usable && usable)
            expect(report.figures.reach.previous).toBe(
              sum(report.platforms.map(({ reach }) => reach.previous)),
            );
          if (!report.compared?.usable) expect(report.figures.reach.previous).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("takes the last followers known, at most 31 days old", async () => {
    const to = "2026-02-22";
    const { figures } = await ask({ from: "2026-02-01", to });
    const last = ACCOUNTS.map(
      ([id]) =>
        within(addDays(to, -30), to, (row) => row.accountId === id && row.followers !== null).at(-1)
          ?.followers ?? null,
    );
    expect(figures.followers.value).toBe(sum(last));
  });

  it("states no percentage where nothing, zero or too little is stored of the days before", async () => {
    const { figures, compared } = await ask({ from: FIRST, to: "2026-01-20" });
    expect(compared).toMatchObject({ storedDays: 0, usable: false });
    expect(figures.reach).toMatchObject({ previous: null, change: null, percent: null });
    const partly = await ask({ from: addDays(FIRST, 10), to: addDays(FIRST, 29) });
    expect(partly.compared?.usable).toBe(false);
    expect(partly.figures.reach.percent).toBeNull();
  });

  it("keeps unknown figures unknown instead of zero", async () => {
    const { platforms, figures } = await ask({ platform: "google", from: "2026-02-01", to: "2026-02-10" });
    expect(platforms).toEqual([
      expect.objectContaining({ platform: "google", engagement: null, followers: null }),
    ]);
    expect(figures.engagementRate.value).toBeNull();
    expect(
      (await ask({ platform: "youtube", from: "2026-02-01", to: "2026-02-10" })).figures.reach.value,
    ).toBeNull();
  });

  it("shows a person their granted locations only", async () => {
    const viewer: Context = { ...place.ctx, locations: new Set(["LOC2"]) };
    const range = { from: "2026-02-01", to: "2026-02-28" };
    const { figures, locations } = await ask(range, viewer);
    expect(locations.map(({ id }) => id)).toEqual(["LOC2"]);
    expect(figures.reach.value).toBe(
      expectedTotals(within(range.from, range.to, (row) => row.locationId === "LOC2")).reach,
    );
    await expect(ask({ ...range, locationId: "LOC1" }, viewer)).rejects.toMatchObject({
      code: "location_refused",
    });
    const overview = await summariseOverview(viewer, overviewQuery.parse(range));
    expect(overview.locations.map(({ locationId }) => locationId)).toEqual(["LOC2"]);
  });

  it("never draws more than 400 points a series", async () => {
    const report = await ask({ from: "2024-03-01", to: "2026-02-28", granularity: "day" });
    expect(report.period.granularity).toBe("week");
    expect(report.chart.buckets.length).toBeLessThanOrEqual(400);
  });
});

describe("the overview", () => {
  it("has rows that add up to its figures", async () => {
    await fc.assert(
      fc.asyncProperty(period, async ({ from, to }) => {
        const overview = await summariseOverview(place.ctx, overviewQuery.parse({ from, to }));
        const expected = expectedTotals(within(from, to, () => true));
        expect(overview.figures.reach.value).toBe(expected.reach);
        expect(sum(overview.locations.map((row) => row.reach.value))).toBe(expected.reach);
        expect(sum(overview.locations.map((row) => row.posts))).toBe(expected.posts);
      }),
      { numRuns: 20 },
    );
  });
});

describe("while a backfill runs", () => {
  it("neither the total nor a row nor the movers compare a whole period with a part of one", async () => {
    const own = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
    try {
      const days = (count: number, accountId: string, locationId: string) =>
        Array.from({ length: count }, (_, back): Stored => {
          const figures = Object.fromEntries(METRICS.map((metric) => [metric, 900])) as Metrics;
          const kind = { platform: "facebook", source: "statistics", completeness: "complete" } as const;
          return { accountId, locationId, day: addDays("2026-02-28", -back), ...kind, ...figures };
        });
      const place = (locationId: string) => ({
        companyId: own.companyId,
        locationId,
        captureId: null,
        capturedAt: own.clock.now(),
      });
      for (const [id, locationId] of [
        ["w", "LOC1"],
        ["x", "LOC1"],
        ["y", "LOC2"],
      ] as const) {
        await own.db
          .insert(accounts)
          .values({ id, locationId, companyId: own.companyId, platform: "facebook", name: id, type: "page" });
      }
      // The first account of LOC1 is back two periods, its second one and LOC2's are on their way.
      await own.db.transaction((tx) =>
        upsertSnapshots(tx, place("LOC1"), [...days(60, "w", "LOC1"), ...days(41, "x", "LOC1")]),
      );
      await own.db.transaction((tx) => upsertSnapshots(tx, place("LOC2"), days(41, "y", "LOC2")));
      const asked = { from: "2026-01-30", to: "2026-02-28" };
      const running = await summariseOverview(own.ctx, overviewQuery.parse(asked));
      expect(running.figures.reach).toMatchObject({ value: 81_000, change: null, percent: null });
      expect(running.compared?.reason).toBe(
        "not comparable yet: 52 of 90 account-days of the earlier period are captured",
      );
      expect(running.locations.map(({ reach }) => reach.percent)).toEqual([null, null]);
      expect(running.movers).toMatchObject({ up: [], down: [] });
      const report = await summariseReport(own.ctx, reportQuery.parse(asked));
      expect(report.figures.reach.percent).toBeNull();
      expect(report.platforms[0]).toMatchObject({
        daysKnown: 90,
        daysInPeriod: 90,
        reach: { percent: null },
      });
      expect(report.accounts?.map((row) => [row.accountId, row.reach.percent])).toEqual([
        ["w", 0],
        ["x", null],
        ["y", null],
      ]);
      await own.db.transaction((tx) => upsertSnapshots(tx, place("LOC1"), days(60, "x", "LOC1")));
      await own.db.transaction((tx) => upsertSnapshots(tx, place("LOC2"), days(60, "y", "LOC2")));
      const settled = await summariseOverview(own.ctx, overviewQuery.parse(asked));
      expect(settled.figures.reach).toMatchObject({ value: 81_000, previous: 81_000, change: 0, percent: 0 });
    } finally {
      await own.drop();
    }
  });
});

describe("a network without daily statistics", () => {
  it("is a single day beside the others: named as such, in the sum, and in no change", async () => {
    const own = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
    try {
      const target = {
        companyId: own.companyId,
        locationId: "LOC1",
        captureId: null,
        capturedAt: own.clock.now(),
      };
      const row = (accountId: string, platform: string, back: number, reach: number): NewSnapshot => ({
        accountId,
        platform,
        day: addDays("2026-02-28", -back),
        source: "statistics",
        completeness: "partial",
        ...(Object.fromEntries(METRICS.map((metric) => [metric, null])) as Metrics),
        reach,
      });
      for (const [id, platform] of [
        ["f", "facebook"],
        ["t", "tiktok"],
      ] as const) {
        await own.db
          .insert(accounts)
          .values({ id, locationId: "LOC1", companyId: own.companyId, platform, name: id, type: "page" });
      }
      const facebook = Array.from({ length: 60 }, (_, back) => row("f", "facebook", back, 100));
      await own.db.transaction((tx) =>
        upsertSnapshots(tx, target, [...facebook, row("t", "tiktok", 0, 5_000)]),
      );
      const asked = { from: "2026-01-30", to: "2026-02-28" };
      const report = await summariseReport(own.ctx, reportQuery.parse(asked));
      expect(report.figures.reach).toEqual({ value: 8_000, previous: 3_000, change: 0, percent: 0 });
      expect(report.accounts?.find(({ accountId }) => accountId === "t")).toMatchObject({
        status: "partial",
        reason: "1 of 30 days are known: too few to be compared.",
        daysKnown: 1,
        daysInPeriod: 30,
        reach: { value: 5_000, percent: null },
      });
      expect(report.platforms.find(({ platform }) => platform === "tiktok")).toMatchObject({
        daysKnown: 1,
        daysInPeriod: 30,
        reach: { percent: null },
      });
      expect(report.coverage.notCovered.map(({ accountId }) => accountId)).toEqual(["t"]);
      expect(report.coverage.accounts).toBe(1);
      // The total says of whom it counts a single day, also where nothing is compared.
      const fewDays = { accounts: 1, reach: 5_000 };
      expect(report.coverage.fewDays).toEqual(fewDays);
      const alone = await summariseReport(own.ctx, reportQuery.parse({ ...asked, compare: "none" }));
      expect(alone.coverage.fewDays).toEqual(fewDays);
      const overview = await summariseOverview(own.ctx, overviewQuery.parse(asked));
      expect(overview.figures.reach).toMatchObject({ value: 8_000, percent: 0 });
      expect(overview.locations.find(({ locationId }) => locationId === "LOC1")).toMatchObject({
        reach: { value: 8_000, percent: 0 },
        daysKnown: 31,
        daysInPeriod: 60,
      });
      expect(overview.coverage.fewDays).toEqual(fewDays);
      expect(daysOf(overview.locations)).toEqual(daysOf(report.platforms));
      expect(overview.movers).toMatchObject({ up: [], down: [] });
    } finally {
      await own.drop();
    }
  });
});
