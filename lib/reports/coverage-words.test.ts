import { describe, expect, it } from "vitest";
import { daysNote, daysOf, fewDaysText, isLikeForLike, withoutDailyText } from "./coverage-words";

describe("what stands behind a figure", () => {
  it("says on how few days an account is known", () => {
    expect(daysNote({ daysKnown: 1, daysInPeriod: 30 })).toBe("1 of 30 days");
    expect(daysNote({ daysKnown: 30, daysInPeriod: 30 })).toBeNull();
    expect(daysNote({ daysKnown: 0, daysInPeriod: 30 })).toBeNull();
    const all = daysOf([
      { daysKnown: 1, daysInPeriod: 30 },
      { daysKnown: 1_200, daysInPeriod: 1_200 },
    ]);
    expect(daysNote(all, 41)).toBe("1,201 of 1,230 account-days");
  });

  it("names accounts without daily statistics, or how many of which kind", () => {
    const account = (name: string, platform: string) => ({
      accountId: name,
      name,
      platform,
      kind: "not_covered" as const,
      reason: "",
      locationId: "LOC1",
      locationName: "Harbour Dental",
    });
    expect(withoutDailyText({ notCovered: [] })).toBeNull();
    expect(withoutDailyText({ notCovered: [account("Harbour", "tiktok")] })).toBe(
      "Harbour (TikTok) has no daily statistics",
    );
    const many = ["a", "b", "c"].map((name) => account(name, "threads"));
    expect(withoutDailyText({ notCovered: [account("Harbour", "tiktok"), ...many] })).toBe(
      "4 accounts have no daily statistics (3 Threads, 1 TikTok)",
    );
  });
});

describe("accounts known on single days", () => {
  const coverage = {
    accounts: 40,
    complete: 40,
    failing: [],
    notCovered: [],
    failedLocations: [],
    updatedAt: null,
    fewDays: null,
  };

  it("are named beside the figures that count them, with what they add", () => {
    expect(fewDaysText(coverage)).toBeNull();
    expect(fewDaysText({ ...coverage, fewDays: { accounts: 2, reach: 1_274 } })).toBe(
      "2 accounts are known on fewer than half of these days: their reach of 1,274 is in the total and in no change",
    );
    expect(fewDaysText({ ...coverage, fewDays: { accounts: 1, reach: null } })).toBe(
      "1 account is known on fewer than half of these days: what is known is in the total and in no change",
    );
  });

  it("need no words where the one account's own days are told", () => {
    expect(fewDaysText({ ...coverage, accounts: 1, fewDays: { accounts: 1, reach: 90 } })).toBeNull();
  });
});

describe("a change", () => {
  it("is like for like where the figures beside it do not give it", () => {
    expect(isLikeForLike({ value: 265_969, previous: 207_055, change: 57_884, percent: 27.96 })).toBe(true);
    expect(isLikeForLike({ value: 265_969, previous: 207_055, change: 58_914, percent: 28.45 })).toBe(false);
    expect(isLikeForLike({ value: null, previous: 207_055, change: null, percent: null })).toBe(false);
  });
});
