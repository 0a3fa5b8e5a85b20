import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import type { Context } from "@/lib/context";
import { writeTable } from "@/lib/exports/write-table";
import { snapshotTable } from "./export-snapshots";
import { listSnapshots } from "./list-snapshots";
import { snapshotsQuery } from "./schema";
import { upsertSnapshots } from "./snapshot-repository";
import { openPlace, type Place } from "./testing/place";
import { scriptedUpstream } from "./testing/scripted-upstream";

let place: Place;
const ask = (query: Record<string, unknown>, ctx: Context = place.ctx) =>
  listSnapshots(ctx, snapshotsQuery.parse(query));
const refusal = (query: Record<string, unknown>, ctx?: Context) =>
  ask(query, ctx).then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
const only = (locationId: string): Context => ({ ...place.ctx, locations: new Set([locationId]) });

beforeAll(async () => {
  place = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
  const { companyId, db } = place;
  for (const locationId of ["LOC1", "LOC2"]) {
    await db.insert(accounts).values({
      id: `a_${locationId}_1`,
      companyId,
      locationId,
      name: locationId === "LOC1" ? '=cmd|" /C calc"!A0' : "Bondi",
      platform: "facebook",
    });
    await db.transaction((tx) =>
      upsertSnapshots(
        tx,
        { companyId, locationId, captureId: null, capturedAt: new Date("2026-04-10T03:00:00Z") },
        Array.from({ length: 40 }, (_, index) => ({
          accountId: `a_${locationId}_1`,
          day: `2026-0${index < 31 ? 3 : 4}-${String((index % 31) + 1).padStart(2, "0")}`,
          platform: "facebook",
          source: "statistics" as const,
          completeness: "partial" as const,
          reach: index === 5 ? null : index,
          impressions: null,
          likes: 1,
          comments: 0,
          shares: 0,
          followers: index === 39 ? null : 100 + index,
          posts: 1,
        })),
      ),
    );
  }
});
afterAll(() => place.drop());

describe("listing snapshots", () => {
  it("walks all rows page by page, none twice", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({
        from: "2026-03-01",
        to: "2026-04-09",
        limit: 7,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.rows.map((row) => `${row.locationId} ${row.day}`));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(80);
    expect(new Set(seen).size).toBe(80);
    expect(seen).toEqual([...seen].sort());
  });

  it("answers the agency's upstream id, the snapshot's id and null for what nobody said", async () => {
    const { rows } = await ask({
      companyId: "COMPANY0000000000001",
      locationId: "LOC1",
      from: "2026-03-06",
      to: "2026-03-06",
    });
    expect(rows).toEqual([
      {
        snapshotId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        companyId: "COMPANY0000000000001",
        locationId: "LOC1",
        accountId: "a_LOC1_1",
        day: "2026-03-06",
        platform: "facebook",
        metrics: {
          reach: null,
          impressions: null,
          likes: 1,
          comments: 0,
          shares: 0,
          followers: 105,
          posts: 1,
        },
        source: "statistics",
        completeness: "partial",
        days: 1,
        capturedAt: "2026-04-10T03:00:00.000Z",
      },
    ]);
  });

  it("sums weeks and months, with the last followers known", async () => {
    const { rows } = await ask({
      locationId: "LOC1",
      from: "2026-03-01",
      to: "2026-04-09",
      granularity: "month",
    });
    expect(
      rows.map(({ day, days, snapshotId, metrics }) => ({ day, days, snapshotId, ...metrics })),
    ).toMatchObject([
      {
        day: "2026-03-01",
        days: 31,
        snapshotId: null,
        reach: 465 - 5,
        impressions: null,
        likes: 31,
        followers: 130,
      },
      { day: "2026-04-01", days: 9, snapshotId: null, reach: 315, likes: 9, followers: 138 },
    ]);
    const weeks = await ask({
      locationId: "LOC1",
      from: "2026-03-01",
      to: "2026-03-31",
      granularity: "week",
    });
    expect(weeks.rows[0]).toMatchObject({ day: "2026-02-23", days: 1 });
    expect(weeks.rows.reduce((sum, row) => sum + row.days, 0)).toBe(31);
  });

  it("shows granted locations only and refuses foreign and unknown things in a sentence", async () => {
    const { rows } = await ask({ from: "2026-03-01", to: "2026-04-09" }, only("LOC2"));
    expect(new Set(rows.map((row) => row.locationId))).toEqual(new Set(["LOC2"]));
    expect(await refusal({ locationId: "LOC1" }, only("LOC2"))).toMatchObject({ code: "location_refused" });
    expect(await refusal({ accountId: "a_LOC1_1" }, only("LOC2"))).toMatchObject({
      code: "location_refused",
    });
    expect(await refusal({ locationId: "NOWHERE" })).toMatchObject({ code: "not_found" });
    expect(await refusal({ accountId: "nobody" })).toMatchObject({ code: "not_found" });
    expect(await refusal({ locationId: "LOC2", accountId: "a_LOC1_1" })).toMatchObject({
      code: "location_mismatch",
    });
    expect(await refusal({ companyId: "SOMEBODYELSE00000001" })).toMatchObject({ code: "company_mismatch" });
  });

  it("refuses a period that ends before it starts and one of ten years", async () => {
    expect(await refusal({ from: "2026-04-02", to: "2026-04-01" })).toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("before it starts"),
    });
    expect(await refusal({ from: "2016-04-02", to: "2026-04-01" })).toMatchObject({
      message: expect.stringContaining("three years"),
    });
    expect(await refusal({ cursor: "bm90IGEgY3Vyc29y" })).toMatchObject({ code: "invalid_input" });
  });
});

describe("the export", () => {
  it("streams the same rows, unknown cells empty", async () => {
    const query = snapshotsQuery.parse({ locationId: "LOC1", from: "2026-03-01", to: "2026-04-09" });
    const stream = await writeTable(await snapshotTable(place.ctx, query), "csv");
    const lines = (await new Response(stream).text()).trim().split("\r\n");
    expect(lines).toHaveLength(41);
    expect(lines[6]).toContain("2026-03-06,facebook,,,1,0,0,105,1,statistics,partial");
  });
});
