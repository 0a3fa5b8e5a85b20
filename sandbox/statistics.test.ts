import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountsOf } from "./shelf/accounts";
import {
  accountOn,
  at,
  listOf,
  objectAt,
  placeNamed,
  startUpstream,
  type Upstream,
} from "./testing/upstream";
import type { Account } from "./world/accounts";
import { statisticsPlatform } from "./world/platforms";
import type { Location } from "./world/world";
import { addDays, daysBetween } from "./zone";

let upstream: Upstream;
let place: Location;
let account: Account;
let token: string;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Copper Kettle Café");
  account = accountOn(upstream.state, place, "instagram");
  token = await upstream.locationToken(place);
});
afterAll(() => upstream.close());

const ask = (body: object) =>
  upstream.call("get-statistics", { query: { locationId: place.id }, body, token });
const day = (date: string) => ({ startDate: `${date}T00:00:00.000Z`, endDate: `${date}T23:59:59.999Z` });
const results = async (body: object) => objectAt((await ask(body)).body, "results");

async function truth(from: string, to: string, of = account) {
  const address = `/figures?accountId=${encodeURIComponent(of.id)}&from=${from}&to=${to}`;
  return listOf(at(await upstream.admin("GET", address), "days"));
}

describe("statistics", () => {
  it("of one day are that day's figures, and nothing at all on a day the network skipped", async () => {
    const days = await truth("2025-06-01", "2026-06-09");
    const gap = days.find((each) => each.reach === null);
    const plain = days.find((each) => each.reach !== null);
    const read = async (date: unknown) =>
      results({ profileIds: [account.profileId], currentRange: day(String(date)) });
    const known = await read(plain?.day);
    expect(known).toMatchObject({
      totals: {
        posts: plain?.posts,
        likes: plain?.likes,
        followers: plain?.followers,
        impressions: plain?.impressions,
        comments: plain?.comments,
      },
      breakdowns: {
        reach: { total: plain?.reach },
        engagement: { instagram: { shares: plain?.shares } },
      },
      postPerformance: { impressions: [plain?.impressions], likes: [plain?.likes] },
    });
    const unknown = await read(gap?.day);
    expect(unknown).toMatchObject({ totals: {}, postPerformance: { posts: {} } });
    expect(objectAt(unknown, "totals")).toEqual({});
    expect(at(unknown, "breakdowns.reach.total")).toBeUndefined();
    expect(at(unknown, "postPerformance.impressions")).toBeUndefined();
  });

  it("default to the last seven closed days against the seven before", async () => {
    const found = await results({ profileIds: [account.profileId] });
    const to = "2026-06-09";
    const days = await truth(addDays(to, -6), to);
    expect(listOf(found.dayRange)).toHaveLength(7);
    const sum = days.reduce((total, each) => total + Number(each.impressions ?? 0), 0);
    expect(at(found, "totals.impressions")).toBe(sum);
    expect(at(found, "breakdowns.impressions.totalChange")).toEqual(expect.any(Number));
  });

  it("compare with nothing when a range is given alone", async () => {
    const found = await results({ profileIds: [account.profileId], currentRange: day("2026-05-20") });
    expect(at(found, "breakdowns.impressions.totalChange")).toBeUndefined();
  });

  it("have one value a day, and no series with a hole in it", async () => {
    const range = { startDate: "2026-04-01T00:00:00.000Z", endDate: "2026-06-09T23:59:59.999Z" };
    const dates = daysBetween("2026-04-01", "2026-06-09");
    for (const each of accountsOf(upstream.state, place)) {
      if (statisticsPlatform(each.platform, each.type) === null) continue;
      const found = await results({ profileIds: [each.profileId], currentRange: range });
      const days = await truth("2026-04-01", "2026-06-09", each);
      const series = at(found, "postPerformance.impressions");
      const whole = days.every(({ impressions }) => impressions !== null);
      if (whole) expect(series).toEqual(days.map(({ impressions }) => impressions));
      else expect(series).toBeUndefined();
      expect(found.dayRange).toHaveLength(dates.length);
    }
  });

  it("take an instant for the day it falls on in the location's timezone", async () => {
    // Midnight of 20 May in Sydney is 14:00 of the day before in UTC.
    const local = { startDate: "2026-05-19T14:00:00.000Z", endDate: "2026-05-20T13:59:59.000Z" };
    const found = await results({ profileIds: [account.profileId], currentRange: local });
    const same = await results({ profileIds: [account.profileId], currentRange: day("2026-05-20") });
    expect(found).toEqual(same);
  });

  it("know LinkedIn pages and TikTok Business only, of these two networks", async () => {
    const { world } = upstream.state;
    for (const each of world.locations.flatMap((one) => accountsOf(upstream.state, one))) {
      if (each.platform === "linkedin")
        expect(statisticsPlatform("linkedin", each.type) !== null).toBe(each.type === "page");
    }
    const personal = accountOn(upstream.state, place, "tiktok");
    const business = accountOn(upstream.state, place, "tiktok-business");
    const range = day("2026-05-20");
    expect(
      objectAt(await results({ profileIds: [personal.profileId], currentRange: range }), "totals"),
    ).toEqual({});
    const found = await results({ profileIds: [business.profileId], currentRange: range });
    expect(at(found, "breakdowns.engagement.tiktok")).toBeDefined();
  });

  it("leave out platforms that were not asked for, and accounts of other locations", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const other = placeNamed(upstream.state, "Harbour Dental");
    const foreign = accountOn(upstream.state, other, "facebook");
    const profileIds = [account.profileId, facebook.profileId, foreign.profileId];
    const found = await results({ profileIds, platforms: ["facebook"], currentRange: day("2026-05-20") });
    expect(Object.keys(objectAt(found, "breakdowns.engagement"))).toEqual(["facebook"]);
    const alone = await results({ profileIds: [facebook.profileId], currentRange: day("2026-05-20") });
    expect(found.totals).toEqual(alone.totals);
  });

  it.each([
    ["too many accounts", { profileIds: Array.from({ length: 101 }, () => "a") }],
    ["an unreadable date", { profileIds: ["a"], currentRange: { startDate: "soon", endDate: "later" } }],
    [
      "a start after the end",
      {
        profileIds: ["a"],
        currentRange: { startDate: "2026-05-02T00:00:00Z", endDate: "2026-05-01T00:00:00Z" },
      },
    ],
    ["a range before without one now", { profileIds: ["a"], prevRange: day("2026-05-01") }],
    ["an unknown platform", { profileIds: ["a"], platforms: ["threads"] }],
  ])("refuse %s with 400", async (_, body) => {
    expect((await ask(body)).status).toBe(400);
  });
});

describe("snapshots", () => {
  it("carry templates, and the activity of some accounts' latest closed day", async () => {
    const agency = await upstream.agencyToken();
    const query = { companyId: place.companyId };
    const answer = await upstream.call("get-custom-snapshots", { query, token: agency });
    const all = listOf(at(answer.body, "snapshots"));
    const activity = all.filter((each) => each.snapshotId !== undefined);
    expect(all.length - activity.length).toBe(6);
    const accounts = upstream.state.world.locations
      .filter((one) => one.companyId === place.companyId)
      .flatMap((one) => accountsOf(upstream.state, one));
    expect(activity.length).toBeGreaterThan(accounts.length * 0.3);
    expect(activity.length).toBeLessThan(accounts.length * 0.7);
    for (const entry of activity.slice(0, 10)) {
      const of = accounts.find((each) => each.id === entry.accountId);
      const [figures] = of ? await truth(String(entry.date), String(entry.date), of) : [];
      expect({ day: entry.date, ...Object(entry.metrics) }).toEqual(figures);
    }
    const one = await upstream.call("get-custom-snapshots", {
      query: { ...query, locationId: place.id },
      token: agency,
    });
    const of = listOf(at(one.body, "snapshots")).filter((each) => each.snapshotId !== undefined);
    expect(new Set(of.map((each) => each.locationId))).toEqual(new Set([place.id]));
  });
});
