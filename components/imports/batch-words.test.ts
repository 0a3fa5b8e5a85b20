import { describe, expect, it } from "vitest";
import { type CsvView, type RowCounts, SENT_AGAIN } from "@/lib/imports/schema";
import { isSentAgain, segmentsOf, sentAgainWords, statusOf } from "./batch-words";

const counts = (some: Partial<RowCounts>): RowCounts => ({
  rows: 0,
  scheduled: 0,
  waiting: 0,
  failed: 0,
  skipped: 0,
  deleted: 0,
  waitingForPerson: 0,
  ...some,
});

describe("how an import stands", () => {
  it("is deleted, not completed, once its posts are gone", () => {
    expect(statusOf("completed", counts({ rows: 15, deleted: 15 }))).toEqual({
      word: "Deleted",
      tone: "neutral",
    });
    expect(statusOf("completed", counts({ rows: 1_500, scheduled: 3, deleted: 1_497 })).word).toBe(
      "1,497 deleted",
    );
    expect(statusOf("cancelled", counts({ rows: 3, skipped: 1, deleted: 2 })).word).toBe("Deleted");
  });

  it("stays running while posts of its first csvs are deleted already", () => {
    expect(statusOf("scheduling", counts({ rows: 5, waiting: 3, deleted: 2 })).word).toBe("Running");
  });

  it("counts failures with separators", () => {
    expect(statusOf("completed", counts({ rows: 2_000, failed: 1_200 })).word).toBe(
      "Completed, 1,200 failed",
    );
  });

  it("is cut into parts that add up to the rows, and only what waits is empty track", () => {
    const segments = segmentsOf(
      counts({ rows: 21, scheduled: 1, waiting: 5, failed: 3, skipped: 4, deleted: 8, waitingForPerson: 2 }),
    );
    expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(21);
    expect(segments.filter(({ open }) => open).map(({ key }) => key)).toEqual(["moving"]);
  });
});

describe("a csv whose failed rows were sent again", () => {
  const csv = (some: Partial<CsvView>): CsvView => ({
    id: "a",
    number: 1,
    csvId: null,
    step: "failed",
    needsPerson: false,
    statusReason: "The Social Media API rejected every row of this csv.",
    evidence: null,
    rows: 3,
    accountIds: [],
    firstLocal: null,
    lastLocal: null,
    scheduled: 0,
    waiting: 0,
    failed: 3,
    deleted: 0,
    sentAgain: { rows: 0, csvs: [] },
    stepTimes: {},
    ...some,
  });
  const stepTimes = { [SENT_AGAIN]: "2026-11-23T09:00:00.000Z" };
  const gone = { rows: 0, failed: 0, stepTimes };

  it("says where they are, and is failed no more once none is left in it", () => {
    expect([isSentAgain(csv({})), sentAgainWords(csv({}))]).toEqual([false, null]);
    const whole = csv({ ...gone, sentAgain: { rows: 3, csvs: [2] } });
    expect([isSentAgain(whole), sentAgainWords(whole)]).toEqual([true, "3 rows sent again in csv 2"]);
    const part = csv({ step: "verified", rows: 89, stepTimes, sentAgain: { rows: 1, csvs: [4] } });
    expect([isSentAgain(part), sentAgainWords(part)]).toEqual([false, "1 row sent again in csv 4"]);
  });

  it("says so before they stand in a csv anew, in several, and after they failed there once more", () => {
    expect(sentAgainWords(csv({ ...gone, sentAgain: { rows: 3, csvs: [] } }))).toBe(
      "3 rows to be sent again",
    );
    expect(sentAgainWords(csv({ ...gone, sentAgain: { rows: 90, csvs: [2, 3] } }))).toBe(
      "90 rows sent again in csv 2 and csv 3",
    );
    expect(sentAgainWords(csv(gone))).toBe("Its failed rows were sent again");
  });
});
