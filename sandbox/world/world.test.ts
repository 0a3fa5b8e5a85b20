import { describe, expect, it } from "vitest";
import { defaultOptions } from "../options";
import { createSandbox } from "../server";
import { accountsOf } from "../shelf/accounts";
import { reportedFigures } from "../shelf/figures";
import { postStatus, postsOf } from "../shelf/posts";
import { placeNamed } from "../testing/upstream";
import { addDays, dayOf, daysBetween } from "../zone";
import { dailyFigures, rawFigures } from "./figures";
import type { Location } from "./world";

const now = "2026-06-10T09:00:00Z";
const { state } = createSandbox({ now });
const own = state.world.locations.filter((place) => place.companyId === state.world.companies[0].id);
const today = "2026-06-10";
const year = daysBetween(addDays(today, -400), addDays(today, -1));
const everyAccount = (of: readonly Location[] = own) =>
  of.flatMap((place) => accountsOf(state, place).map((account) => ({ place, account })));

describe("the world", () => {
  it("is an agency of 24 locations in 8 timezones", () => {
    expect(state.world.companies[0].name).toBe("Northwind Agency");
    expect(own).toHaveLength(24);
    expect(new Set(own.map((place) => place.timeZone)).size).toBe(8);
    for (const place of own) expect(place.id).toMatch(/^[A-Za-z0-9]{20}$/);
  });

  it("gives each location 3 to 8 accounts over all platforms, and one location none", () => {
    const counts = own.map((place) => accountsOf(state, place).length);
    expect(counts.filter((count) => count === 0)).toHaveLength(1);
    for (const count of counts) expect(count === 0 || (count >= 3 && count <= 8)).toBe(true);
    expect(new Set(everyAccount().map(({ account }) => account.platform)).size).toBe(11);
    for (const { account, place } of everyAccount()) {
      expect(account.id).toBe(`${account.oauthId}_${place.id}_${account.originId}`);
      expect(account.profileId).toMatch(/^[0-9a-f]{24}$/);
    }
  });

  it("has one expired account and one location that is not active", () => {
    const expired = everyAccount().filter(({ account }) => account.expireAt <= state.clock.now());
    expect(expired.map(({ place, account }) => `${place.name} ${account.platform}`)).toEqual([
      "Harbour Dental tiktok",
    ]);
    expect(own.filter((place) => !state.isActive(place.id)).map((place) => place.name)).toEqual([
      "Umber Ceramics",
    ]);
  });

  it("is the same again from the same seed, and another from another", () => {
    const again = createSandbox({ now }).state;
    expect(again.world.locations).toEqual(state.world.locations);
    const place = placeNamed(again, "Marlow Bakery");
    expect(postsOf(again, place)).toEqual(postsOf(state, place));
    const other = createSandbox({ now, seed: "another" }).state;
    expect(other.world.companies[0].id).not.toBe(state.world.companies[0].id);
  });

  it("has about 30,000 posts over 400 days and some weeks ahead", () => {
    const posts = own.flatMap((place) => postsOf(state, place));
    expect(posts.length).toBeGreaterThan(25_000);
    expect(posts.length).toBeLessThan(36_000);
    expect(new Set(posts.map((post) => post._id)).size).toBe(posts.length);
    for (const post of posts.slice(0, 500)) expect(post._id).toMatch(/^[0-9a-f]{24}$/);
  });

  it("scales to a thousand locations, the first 24 unchanged", () => {
    const big = createSandbox({ now, locations: 1000 }).state;
    expect(big.world.locations.filter((place) => place.companyId === big.world.companies[0].id)).toHaveLength(
      1000,
    );
    expect(big.world.locations.slice(0, 24)).toEqual(state.world.locations.slice(0, 24));
    expect(new Set(big.world.locations.map((place) => place.id)).size).toBe(1002);
    expect(new Set(big.world.locations.map((place) => place.name)).size).toBe(1002);
  });

  it("keeps the demo's ids, which the product's seed names", () => {
    expect(defaultOptions.seed).toBe("northwind");
    expect(placeNamed(state, "Harbour Dental").id).toBe("6K824PHLRNay4mvZnKKY");
  });
});

describe("daily figures", () => {
  const accounts = everyAccount().map(({ account }) => account);

  it("depend on seed, account and day alone", () => {
    const [account] = accounts;
    if (!account) throw new Error("no account");
    const { id, locationId, platform, type } = account;
    const copy = { id, locationId, platform, type };
    for (const day of year.slice(0, 60)) {
      expect(dailyFigures("northwind", copy, day)).toEqual(dailyFigures("northwind", account, day));
    }
    expect(
      year.some((day) => rawFigures("other", copy, day).reach !== rawFigures("northwind", copy, day).reach),
    ).toBe(true);
  });

  it("have gaps, but few", () => {
    const days = accounts.flatMap((account) => year.map((day) => dailyFigures("northwind", account, day)));
    const gaps = days.filter((figures) => Object.values(figures).every((value) => value === null));
    expect(gaps.length / days.length).toBeGreaterThan(0.005);
    expect(gaps.length / days.length).toBeLessThan(0.04);
  });

  it("follow the week, grow over the year and stay in order", () => {
    const page = accounts.find(({ platform, type }) => platform === "linkedin" && type === "page");
    if (!page) throw new Error("no LinkedIn page");
    const mean = (days: string[]) =>
      days.reduce((sum, day) => sum + rawFigures("northwind", page, day).impressions, 0) / days.length;
    const weekend = year.filter((day) => [0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay()));
    const midweek = year.filter((day) => [2, 3].includes(new Date(`${day}T12:00Z`).getUTCDay()));
    expect(mean(midweek)).toBeGreaterThan(1.8 * mean(weekend));
    for (const account of accounts) {
      const first = rawFigures("northwind", account, year[0] ?? "");
      const last = rawFigures("northwind", account, year.at(-1) ?? "");
      expect(last.followers).toBeGreaterThan(first.followers * 0.98);
      expect(last.reach).toBeLessThanOrEqual(last.impressions);
    }
  });

  it("are known for closed days of the last 400 only", () => {
    const { place, account } = everyAccount()[0] ?? {};
    if (!place || !account) throw new Error("no account");
    const known = (day: string) =>
      Object.values(reportedFigures(state, place, account, day)).some((value) => value !== null);
    expect(known(today)).toBe(false);
    expect(known(addDays(today, 1))).toBe(false);
    expect(known(addDays(today, -401))).toBe(false);
    expect(year.filter(known).length).toBeGreaterThan(370);
  });

  it("stop where the account expired", () => {
    const place = placeNamed(state, "Harbour Dental");
    const account = accountsOf(state, place).find(({ platform }) => platform === "tiktok");
    if (!account) throw new Error("no TikTok account");
    const expiredOn = dayOf(place.timeZone, account.expireAt);
    for (const day of daysBetween(expiredOn, addDays(today, -1))) {
      expect(reportedFigures(state, place, account, day).reach).toBeNull();
    }
    const before = daysBetween(addDays(expiredOn, -10), addDays(expiredOn, -1));
    expect(before.some((day) => reportedFigures(state, place, account, day).reach !== null)).toBe(true);
  });

  it("agree with the posts: as many of them, and no more likes than the account had", () => {
    const place = placeNamed(state, "Fernhill Garden Centre");
    for (const account of accountsOf(state, place)) {
      const posts = postsOf(state, place).filter((post) => post.accountId === account.id);
      for (const day of year.slice(-60)) {
        const raw = rawFigures("northwind", account, day);
        const onDay = posts.filter((post) => post.at !== null && dayOf(place.timeZone, post.at) === day);
        expect(onDay).toHaveLength(raw.posts);
        expect(onDay.reduce((sum, post) => sum + post.final.like, 0)).toBeLessThanOrEqual(raw.likes);
      }
    }
  });

  it("fail a post now and then, and after an account has expired", () => {
    const place = placeNamed(state, "Harbour Dental");
    const failed = postsOf(state, place).filter((post) => postStatus(state, place, post) === "failed");
    expect(failed.length).toBeGreaterThan(0);
    const late = postsOf(state, place).filter(
      (post) =>
        post.platform === "tiktok" &&
        (post.at ?? 0) > state.clock.now() - 2 * 86_400_000 &&
        (post.at ?? 0) < state.clock.now(),
    );
    for (const post of late) expect(postStatus(state, place, post)).toBe("failed");
  });
});
