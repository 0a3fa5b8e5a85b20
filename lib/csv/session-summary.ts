import type { DateOrder } from "./dates";
import type { ColumnMap } from "./header";
import type { IssueCode, Severity } from "./issues";
import { createPlaceFinder, type PlaceName } from "./places";
import type { Suggestion } from "./repairs";
import type { SessionRows } from "./session-rows";

export type Summary = {
  fileName: string;
  fileSize: number;
  charset: string;
  /** Some bytes meant nothing in the charset and show as `�`. */
  damaged: boolean;
  delimiter: string;
  map: ColumnMap;
  dateOrder: DateOrder;
  rows: number;
  excluded: number;
  /** Rows without an error that are not excluded: what would be scheduled. */
  ready: number;
  errorRows: number;
  /** Rows whose worst issue is a warning. */
  warningRows: number;
  /** Rows with any warning, those with an error as well. */
  warnedRows: number;
  drafts: number;
  /** Rows with a date that are not excluded, whatever is wrong with them. */
  dated: number;
  /** How many csvs of at most 90 rows the ready rows are cut into. */
  csvs: number;
  firstLocal: string | null;
  lastLocal: string | null;
  /** The same of all rows with a date that are not excluded, whatever is wrong with them. */
  fromLocal: string | null;
  toLocal: string | null;
  codes: { code: IssueCode; severity: Severity; title: string; rows: number }[];
  /** Accounts that receive something, each with its ready rows. */
  receivers: { id: string; rows: number }[];
  /** Ready rows that go out with a warning which a person may not want. */
  goingOut: GoingOut;
  /** Networks that take none of the rows, since they need media and no row has what they need. */
  withoutMedia: string[];
  /** Rows by location, in the order of the target's; one location where no column names others. */
  places: PlaceCount[];
  suggestions: Suggestion[];
  canUndo: boolean;
  canRedo: boolean;
  /** How far the file is read; `bytes` of `fileSize`. */
  bytes: number;
  complete: boolean;
};

export type GoingOut = { duplicate_in_file: number; already_scheduled: number; date_twice: number };

export type PlaceCount = { rows: number; ready: number };

/** A word of the location column; `id`: the location it names, null: none that the person may use. */
export type LocationCell = { cell: string; rows: number; id: string | null };

const MOST_LOCATIONS = 500;

export function countLocationCells(rows: SessionRows, directory: readonly PlaceName[]): LocationCell[] {
  const find = createPlaceFinder(directory);
  const counts = new Map<string, number>();
  for (const index of rows.inOrder()) {
    const cell = rows.cellAt(index, "location").trim();
    if (cell !== "") counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_LOCATIONS)
    .map(([cell, rows]) => {
      const found = find(cell);
      return { cell, rows, id: found && "id" in found ? found.id : null };
    });
}
