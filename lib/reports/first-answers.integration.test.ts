import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import type { Context } from "@/lib/context";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { openPlace, type Place } from "@/lib/snapshots/testing/place";
import { scriptedUpstream } from "@/lib/snapshots/testing/scripted-upstream";
import { pageFilters } from "./filters";
import { firstAnswers } from "./first-answers";
import { questions } from "./questions";
import { reportQuery } from "./schema";
import { summariseReport } from "./summarise-report";

const TODAY = "2026-03-01";
let place: Place;

beforeAll(async () => {
  place = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
  const { db, companyId } = place;
  await db
    .insert(accounts)
    .values({ id: "a", locationId: "LOC1", companyId, platform: "facebook", name: "A", type: "page" });
  const row = {
    accountId: "a",
    platform: "facebook",
    source: "statistics",
    completeness: "complete",
  } as const;
  const figures = { likes: 1, comments: 2, shares: 3, followers: 4, impressions: 5, reach: 60, posts: 7 };
  await db.transaction((tx) =>
    upsertSnapshots(tx, { companyId, locationId: "LOC1", captureId: null, capturedAt: place.clock.now() }, [
      { ...row, ...figures, day: "2026-02-10" },
    ]),
  );
});
afterAll(() => place.drop());

const filters = (search: string) => pageFilters(new URLSearchParams(search), TODAY);
const dataOf = (state: Awaited<ReturnType<typeof firstAnswers>>, key: unknown) =>
  state.queries.find(({ queryKey }) => JSON.stringify(queryKey) === JSON.stringify(key))?.state.data;

describe("the answers in a page's first bytes", () => {
  it("are those that the browser would get, under the key that it asks with", async () => {
    const asked = filters("locationId=LOC1&from=2026-02-01&to=2026-02-20");
    const state = await firstAnswers(place.ctx, asked, ["report", "overview", "goals"]);
    const { key, query } = questions.report(asked);
    const report = await summariseReport(place.ctx, reportQuery.parse(query));
    expect(dataOf(state, key)).toEqual(JSON.parse(JSON.stringify(report)));
    expect(report.figures.reach.value).toBe(60);
    expect(state.queries).toHaveLength(3);
  });

  it("leave out what is refused, so that the browser's own request tells why", async () => {
    const stranger: Context = { ...place.ctx, locations: new Set(["LOC2"]) };
    const state = await firstAnswers(stranger, filters("locationId=LOC1"), ["report", "overview", "goals"]);
    expect(state.queries).toEqual([]);
    const backwards = filters("from=2026-02-20&to=2026-02-01");
    expect((await firstAnswers(place.ctx, backwards, ["report"])).queries).toEqual([]);
  });

  it("do not hold the page up: what takes long is left to the browser", async () => {
    await place.db.transaction(async (tx) => {
      await tx.execute(sql`lock table location_days, activity_snapshots in access exclusive mode`);
      // Answered while the lock is held: it did not wait for it.
      const state = await firstAnswers(place.ctx, filters("locationId=LOC1"), ["report"]);
      expect(state.queries).toEqual([]);
    });
  });
});
