import { describe, expect, it } from "vitest";
import type { RowCounts } from "@/lib/imports/schema";
import { segmentsOf, statusOf } from "./batch-words";

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
