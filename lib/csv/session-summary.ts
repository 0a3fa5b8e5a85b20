import { MAX_ROWS_PER_CSV } from "./cut";
import type { DateOrder } from "./dates";
import type { ColumnMap } from "./header";
import { ISSUES, type Issue, type IssueCode, type Severity } from "./issues";
import { createPlaceFinder, type PlaceName } from "./places";
import type { Suggestion } from "./repairs";
import { localOfMoment, type SessionCheck } from "./session-check";
import type { SessionRows } from "./session-rows";
import { isLackOfMedia } from "./session-splits";
import { hasError } from "./validate";

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

export type Counts = Pick<
  Summary,
  | "excluded"
  | "ready"
  | "errorRows"
  | "warningRows"
  | "warnedRows"
  | "drafts"
  | "dated"
  | "csvs"
  | "fromLocal"
  | "toLocal"
  | "firstLocal"
  | "lastLocal"
  | "codes"
  | "receivers"
  | "goingOut"
  | "withoutMedia"
  | "places"
> & {
  /** Networks that take no post without media, where rows have none. */
  mediaNeeded: string[];
};

/** Counts rows by what is wrong with them; each row once a code. */
export function countRows(check: SessionCheck | null, rows: SessionRows): Counts {
  const codes = new Map<IssueCode, number>();
  const places: PlaceCount[] = [];
  const counts = { excluded: 0, ready: 0, errorRows: 0, warningRows: 0, warnedRows: 0, drafts: 0, dated: 0 };
  // Rows of one account set share its list, so that the list itself can be the key.
  const bySet = new Map<readonly string[], number>();
  /** Networks that need media, by the rows that have none for them. */
  const mediaNeeded = new Map<string, number>();
  const goingOut: GoingOut = { duplicate_in_file: 0, already_scheduled: 0, date_twice: 0 };
  let lastSet: readonly string[] | null = null;
  let lastCount = 0;
  const dated = newSpan();
  const scheduled = newSpan();
  const whole = rows.isWhole;
  for (let index = 0; check && index < check.length; index++) {
    if (whole && check.isClean(index)) {
      // Nearly every row of nearly every file: counted by numbers alone.
      places[check.placeAt(index)] ??= { rows: 0, ready: 0 };
      const place = places[check.placeAt(index)];
      if (place) {
        place.rows++;
        place.ready++;
      }
      counts.ready++;
      const accountIds = check.accountsAt(index);
      if (accountIds === lastSet) lastCount++;
      else {
        if (lastSet) bySet.set(lastSet, (bySet.get(lastSet) ?? 0) + lastCount);
        lastSet = accountIds;
        lastCount = 1;
      }
      if (!check.hasDate(index)) {
        counts.drafts++;
        continue;
      }
      counts.dated++;
      const moment = check.momentOf(index);
      widen(dated, moment);
      widen(scheduled, moment);
      continue;
    }
    if (!rows.isThere(index)) continue;
    const at = check.placeAt(index);
    places[at] ??= { rows: 0, ready: 0 };
    const place = places[at];
    place.rows++;
    if (rows.isExcluded(index)) {
      counts.excluded++;
      continue;
    }
    const issues = check.issuesAt(index);
    if (issues.length > 0) {
      countCodes(issues, codes);
      for (const platform of lackingMedia(issues))
        mediaNeeded.set(platform, (mediaNeeded.get(platform) ?? 0) + 1);
      if (issues.some(({ severity }) => severity === "warning")) counts.warnedRows++;
    }
    const moment = check.momentAt(index);
    if (moment !== null) {
      counts.dated++;
      widen(dated, moment);
    }
    if (issues.length > 0 && hasError(issues)) {
      counts.errorRows++;
      continue;
    }
    counts.ready++;
    place.ready++;
    const accountIds = check.accountsAt(index);
    bySet.set(accountIds, (bySet.get(accountIds) ?? 0) + 1);
    if (issues.length > 0) {
      counts.warningRows++;
      for (const code of GOING_OUT) if (issues.some((issue) => issue.code === code)) goingOut[code]++;
    }
    if (moment === null) counts.drafts++;
    else widen(scheduled, moment);
  }
  if (lastSet) bySet.set(lastSet, (bySet.get(lastSet) ?? 0) + lastCount);
  return {
    ...counts,
    places: Array.from(places, (place) => place ?? { rows: 0, ready: 0 }),
    csvs: [...bySet.values()].reduce((sum, rows) => sum + Math.ceil(rows / MAX_ROWS_PER_CSV), 0),
    receivers: receiversOf(bySet),
    goingOut,
    mediaNeeded: [...mediaNeeded.keys()],
    withoutMedia: [...mediaNeeded]
      .filter(([, found]) => found === counts.ready + counts.errorRows)
      .map(([platform]) => platform),
    fromLocal: localOrNull(dated.first),
    toLocal: localOrNull(dated.last),
    firstLocal: localOrNull(scheduled.first),
    lastLocal: localOrNull(scheduled.last),
    codes: [...codes]
      .map(([code, rows]) => ({ code, severity: ISSUES[code][0], title: ISSUES[code][1], rows }))
      .sort((a, b) => b.rows - a.rows),
  };
}

const GOING_OUT = ["duplicate_in_file", "already_scheduled", "date_twice"] as const;

function receiversOf(bySet: ReadonlyMap<readonly string[], number>): Summary["receivers"] {
  const byAccount = new Map<string, number>();
  for (const [ids, rows] of bySet) for (const id of ids) byAccount.set(id, (byAccount.get(id) ?? 0) + rows);
  return [...byAccount].map(([id, rows]) => ({ id, rows }));
}

/** Networks that cannot take the row for want of media, each once. */
function lackingMedia(issues: readonly Issue[]): Iterable<string> {
  const found = new Set<string>();
  for (const issue of issues)
    if (isLackOfMedia(issue)) for (const platform of issue.platforms) found.add(platform);
  return found;
}

type Span = { first: number; last: number };
const newSpan = (): Span => ({ first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY });

function widen(span: Span, moment: number): void {
  if (moment < span.first) span.first = moment;
  if (moment > span.last) span.last = moment;
}

const localOrNull = (moment: number): string | null =>
  Number.isFinite(moment) ? localOfMoment(moment) : null;

function countCodes(issues: readonly Issue[], codes: Map<IssueCode, number>): void {
  for (let index = 0; index < issues.length; index++) {
    const code = issues[index]?.code;
    if (code === undefined || issues.findIndex((issue) => issue.code === code) !== index) continue;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
}

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
