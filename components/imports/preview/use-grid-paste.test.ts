import { expect, it } from "vitest";
import type { SessionRow } from "@/lib/csv/import-session";
import { readTimes } from "./repair-forms";
import { editsOf } from "./row-words";
import { cellsOf, leftOf, readBlock } from "./use-grid-paste";

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

it("says what of a block found no cell", () => {
  const rows = [row(2), row(3, { excluded: true })];
  expect(leftOf([["a"], ["b"], ["c"]], rows, 0).description).toBe(
    "Not pasted: 1 row of the block reached past the last row; 1 row met one that is left out.",
  );
  expect(leftOf([["tag", "x", "y"]], rows, 5).description).toBe(
    "Not pasted: 2 columns reached past the last column.",
  );
  expect(leftOf([["a", "b"]], rows, 0)).toEqual({});
});

it("takes the time out of its own column where a date is typed with one", () => {
  const timed = row(2, { fields: { postAtSpecificTime: "31.02.2027", postTime: "07:15" } });
  expect(editsOf(timed, "postAtSpecificTime", "2027-02-28 09:00")).toEqual([
    { row: 2, field: "postAtSpecificTime", value: "2027-02-28 09:00" },
    { row: 2, field: "postTime", value: "" },
  ]);
  expect(editsOf(timed, "postAtSpecificTime", "28.02.2027")).toHaveLength(1);
  expect(editsOf(row(2), "postAtSpecificTime", "2027-02-28 09:00")).toHaveLength(1);
  expect(editsOf(timed, "content", "at 09:00")).toHaveLength(1);
});

it("reads times of day as people type them", () => {
  expect(readTimes("9:00, noon")).toBeNull();
  expect(readTimes("9:00, 17 13.30;9h")).toEqual(["09:00", "13:30", "17:00"]);
  expect(readTimes("25:00")).toBeNull();
});
