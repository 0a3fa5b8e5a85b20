import { expect, it } from "vitest";
import type { BatchView } from "@/lib/imports/schema";
import { fileWords } from "./siblings-card";

const counts = (more: Partial<BatchView["counts"]>): BatchView["counts"] => ({
  rows: 0,
  scheduled: 0,
  waiting: 0,
  waitingForPerson: 0,
  failed: 0,
  skipped: 0,
  deleted: 0,
  ...more,
});

const sibling = (more: Partial<BatchView["siblings"][number]>): BatchView["siblings"][number] => ({
  batchId: "b",
  locationId: "l",
  locationName: "Here",
  status: "completed",
  counts: counts({}),
  ready: 0,
  approval: null,
  ...more,
});

it("sums all locations of a file, and counts those that got nothing as skipped", () => {
  expect(
    fileWords({
      scheduledAt: "2026-11-23T05:00:00Z",
      counts: counts({ rows: 6, scheduled: 3, skipped: 3 }),
      siblings: [
        sibling({ counts: counts({ rows: 10, scheduled: 8, waiting: 2 }), status: "scheduling" }),
        sibling({ counts: counts({ rows: 2, waiting: 2 }), status: "ready" }),
      ],
    }),
  ).toBe("18 rows in the whole file: 11 scheduled, 2 waiting, 5 skipped");
});

it("promises nothing of a file that is not scheduled yet", () => {
  expect(
    fileWords({
      scheduledAt: null,
      counts: counts({ rows: 1, waiting: 1 }),
      siblings: [sibling({ counts: counts({ rows: 2, waiting: 2 }), status: "ready" })],
    }),
  ).toBe("3 rows in the whole file: 3 waiting");
});
