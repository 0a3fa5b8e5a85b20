import { expect, it } from "vitest";
import type { SessionRow } from "@/lib/csv/import-session";
import { readTimes } from "./repair-forms";
import { cellsOf, readBlock } from "./use-grid-paste";

const row = (number: number, more: Partial<SessionRow> = {}): SessionRow => ({
  row: number,
  fields: {},
  excluded: false,
  place: 0,
  scheduledLocal: null,
  accountIds: [],
  issues: [],
  ...more,
});

it("reads a block as Excel copies it, with line breaks inside quoted cells", () => {
  expect(readBlock('2026-12-01\t"one\ntwo ""x"""\r\n2026-12-02\tthree\r\n')).toEqual([
    ["2026-12-01", 'one\ntwo "x"'],
    ["2026-12-02", "three"],
  ]);
  expect(readBlock("one cell")).toEqual([["one cell"]]);
});

it("fills the cells from the active one on, skips rows left out, and ends at the grid's edge", () => {
  const rows = [row(2), row(3, { excluded: true }), row(4)];
  expect(cellsOf([["a", "b"], ["c"], ["d"], ["beyond"]], rows, 0)).toEqual([
    { row: 2, field: "postAtSpecificTime", value: "a" },
    { row: 2, field: "content", value: "b" },
    { row: 4, field: "postAtSpecificTime", value: "d" },
  ]);
  expect(cellsOf([["tag", "nothing there"]], rows, 5)).toEqual([{ row: 2, field: "tags", value: "tag" }]);
});

it("reads times of day as people type them", () => {
  expect(readTimes("9:00, noon")).toBeNull();
  expect(readTimes("9:00, 17 13.30;9h")).toEqual(["09:00", "13:30", "17:00"]);
  expect(readTimes("25:00")).toBeNull();
});
