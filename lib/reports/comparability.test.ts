import { describe, expect, it } from "vitest";
import { comparableSums, comparisonProblem, findUneven, withoutThin, withoutUneven } from "./comparability";
import { compare, NO_SUMS } from "./figures";

const thirty = { storedDays: 30, days: 30 };

describe("comparing two periods", () => {
  it("states no change while one of them is captured only in part", () => {
    expect(comparisonProblem({ now: 2_970, before: 1_240, ...thirty })).toBe(
      "not comparable yet: 1,240 of 2,970 account-days of the earlier period are captured",
    );
    expect(comparisonProblem({ now: 700, before: 900, ...thirty })).toContain("700 of 900");
    expect(comparisonProblem({ now: 30, before: 11, storedDays: 11, days: 30 })).toBe(
      "only 11 days to compare with",
    );
    expect(comparisonProblem({ now: 30, before: null, storedDays: 0, days: 30 })).toBe(
      "no history to compare with",
    );
  });

  it("allows for single days that a network left out, and for no more than 5 %", () => {
    expect(comparisonProblem({ now: 950, before: 1_000, ...thirty })).toBeNull();
    expect(comparisonProblem({ now: 1_000, before: 950, ...thirty })).toBeNull();
    expect(comparisonProblem({ now: 1_000, before: 949, ...thirty })).not.toBeNull();
  });

  it("keeps accounts known on few days out of the change, and in the figure", () => {
    const row = { ...NO_SUMS, key: "LOC1", days: 30, reach: 1_500, known: 31 };
    const place = { platform: "tiktok", type: null, is_expired: false, expires_at: null, name: "T" };
    const accounts = [{ ...place, id: "t", location_id: "LOC1" }];
    const thin = new Map([["t", { ...NO_SUMS, reach: 500, known: 1 }]]);
    const [part] = withoutThin([row], thin, accounts, ({ location_id }) => location_id);
    expect(part).toMatchObject({ key: "LOC1", reach: 1_000, known: 30, impressions: null });
    expect(compare(row.reach, 800, true, part?.reach)).toMatchObject({
      value: 1_500,
      change: 200,
      percent: 25,
    });
  });

  it("compares the whole by the parts that may be compared, so it never grows more than any of them", () => {
    const row = (key: string, reach: number, known: number, posts: number) => ({
      ...NO_SUMS,
      key,
      days: 30,
      reach,
      known,
      posts,
    });
    const now = [row("facebook", 1_200, 300, 4), row("pinterest", 900, 30, 5)];
    const before = [row("facebook", 1_000, 300, 6), row("pinterest", 400, 27, 7)];
    const { part, was } = comparableSums(now, before, 30);
    expect([part.reach, was.reach]).toEqual([1_200, 1_000]);
    expect([part.posts, was.posts]).toEqual([9, 13]);
    // Where no part may be compared alone, the whole is what it was.
    const alone = comparableSums(now.slice(1), before.slice(1), 30);
    expect([alone.part.reach, alone.was.reach]).toEqual([900, 400]);
  });

  it("leaves an account with days missing out of a row's change, and a row of such accounts as it is", () => {
    const row = (key: string, reach: number, known: number, days: number) => ({
      ...NO_SUMS,
      key,
      days,
      reach,
      known,
    });
    const place = { platform: "pinterest", type: null, is_expired: false, expires_at: null, name: "P" };
    const accounts = [
      ...Array.from({ length: 4 }, (_, at) => ({ ...place, id: `a${at}`, location_id: "LOC1" })),
      { ...place, id: "lone", location_id: "LOC2" },
    ];
    const now = [...accounts.slice(0, 4).map(({ id }) => row(id, 100, 30, 30)), row("lone", 50, 30, 30)];
    const before = [
      ...accounts.slice(0, 3).map(({ id }) => row(id, 80, 30, 30)),
      row("a3", 10, 27, 27),
      row("lone", 5, 9, 27),
    ];
    const uneven = findUneven(now, before, { now: new Map(), before: new Map() }, 30);
    expect([...uneven.now.keys()]).toEqual(["a3", "lone"]);
    const rows = {
      part: [row("LOC1", 400, 120, 30), row("LOC2", 50, 30, 30)],
      was: [row("LOC1", 250, 117, 30), row("LOC2", 5, 9, 27)],
    };
    const left = withoutUneven(rows, uneven, accounts, ({ location_id }) => location_id, 30);
    expect(left.part.map(({ reach }) => reach)).toEqual([300, 50]);
    expect(left.was.map(({ reach }) => reach)).toEqual([240, 5]);
  });
});
