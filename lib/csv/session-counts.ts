import { MAX_ROWS_PER_CSV } from "./cut";
import { ISSUES, type Issue, type IssueCode } from "./issues";
import { localOfMoment, type SessionCheck } from "./session-check";
import type { SessionRows } from "./session-rows";
import { isLackOfMedia } from "./session-splits";
import type { GoingOut, PlaceCount, Summary } from "./session-summary";
import { hasError } from "./validate";

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

/**
 * Counts rows by what is wrong with them, each row once a code. It goes on with the rows that were added since, so that
 * the end of a file costs no look at all of it; once a row has changed, another has to begin anew.
 */
export class RowCounts {
  private readonly sums = {
    excluded: 0,
    ready: 0,
    errorRows: 0,
    warningRows: 0,
    warnedRows: 0,
    drafts: 0,
    dated: 0,
  };
  private readonly codes = new Map<IssueCode, number>();
  private readonly places: PlaceCount[] = [];
  // Rows of one account set share its list, so that the list itself can be the key.
  private readonly bySet = new Map<readonly string[], { rows: number }>();
  private lastSet: readonly string[] | null = null;
  private lastCount = { rows: 0 };
  /** Networks that need media, by the rows that have none for them. */
  private readonly mediaNeeded = new Map<string, number>();
  private readonly goingOut: GoingOut = { duplicate_in_file: 0, already_scheduled: 0, date_twice: 0 };
  private readonly dated = newSpan();
  private readonly scheduled = newSpan();
  private counted = 0;

  /** `check`: null where no row is read yet. */
  constructor(
    private readonly check: SessionCheck | null,
    private readonly rows: SessionRows,
  ) {}

  /** The counts of all rows there are by now. */
  now(): Counts {
    const { check } = this;
    if (check) this.goOn(check);
    return this.answer();
  }

  private goOn(check: SessionCheck): void {
    const whole = this.rows.isWhole;
    const { length } = check;
    for (let index = this.counted; index < length; index++) {
      // Nearly every row of nearly every file: counted by numbers alone.
      if (whole && check.isClean(index)) this.countClean(check, index);
      else if (this.rows.isThere(index)) this.countAny(check, index);
    }
    this.counted = length;
  }

  private countClean(check: SessionCheck, index: number): void {
    const { sums } = this;
    this.placeOf(check.placeAt(index)).rows++;
    this.countReady(check, index);
    if (!check.hasDate(index)) {
      sums.drafts++;
      return;
    }
    const moment = check.momentOf(index);
    sums.dated++;
    widen(this.dated, moment);
    widen(this.scheduled, moment);
  }

  private countAny(check: SessionCheck, index: number): void {
    const { sums } = this;
    this.placeOf(check.placeAt(index)).rows++;
    if (this.rows.isExcluded(index)) {
      sums.excluded++;
      return;
    }
    const issues = check.issuesAt(index);
    if (issues.length > 0) this.countIssues(issues);
    const moment = check.momentAt(index);
    if (moment !== null) {
      sums.dated++;
      widen(this.dated, moment);
    }
    if (issues.length > 0 && hasError(issues)) {
      sums.errorRows++;
      return;
    }
    this.countReady(check, index);
    if (issues.length > 0) {
      sums.warningRows++;
      for (const code of GOING_OUT) if (issues.some((issue) => issue.code === code)) this.goingOut[code]++;
    }
    if (moment === null) sums.drafts++;
    else widen(this.scheduled, moment);
  }

  private placeOf(at: number): PlaceCount {
    const place = this.places[at] ?? { rows: 0, ready: 0 };
    this.places[at] = place;
    return place;
  }

  private countReady(check: SessionCheck, index: number): void {
    this.sums.ready++;
    this.placeOf(check.placeAt(index)).ready++;
    const set = check.accountsAt(index);
    if (set !== this.lastSet) {
      this.lastSet = set;
      this.lastCount = this.bySet.get(set) ?? { rows: 0 };
      this.bySet.set(set, this.lastCount);
    }
    this.lastCount.rows++;
  }

  private countIssues(issues: readonly Issue[]): void {
    const { codes, mediaNeeded } = this;
    countCodes(issues, codes);
    for (const platform of lackingMedia(issues))
      mediaNeeded.set(platform, (mediaNeeded.get(platform) ?? 0) + 1);
    if (issues.some(({ severity }) => severity === "warning")) this.sums.warnedRows++;
  }

  private answer(): Counts {
    const { sums, bySet, mediaNeeded, dated, scheduled } = this;
    const living = sums.ready + sums.errorRows;
    return {
      ...sums,
      places: Array.from(this.places, (place) => ({ rows: place?.rows ?? 0, ready: place?.ready ?? 0 })),
      csvs: [...bySet.values()].reduce((sum, { rows }) => sum + Math.ceil(rows / MAX_ROWS_PER_CSV), 0),
      receivers: receiversOf(bySet),
      goingOut: { ...this.goingOut },
      mediaNeeded: [...mediaNeeded.keys()],
      withoutMedia: [...mediaNeeded].filter(([, rows]) => rows === living).map(([platform]) => platform),
      fromLocal: localOrNull(dated.first),
      toLocal: localOrNull(dated.last),
      firstLocal: localOrNull(scheduled.first),
      lastLocal: localOrNull(scheduled.last),
      codes: [...this.codes]
        .map(([code, rows]) => ({ code, severity: ISSUES[code][0], title: ISSUES[code][1], rows }))
        .sort((a, b) => b.rows - a.rows),
    };
  }
}

const GOING_OUT = ["duplicate_in_file", "already_scheduled", "date_twice"] as const;

function receiversOf(bySet: ReadonlyMap<readonly string[], { rows: number }>): Summary["receivers"] {
  const byAccount = new Map<string, number>();
  for (const [ids, { rows }] of bySet)
    for (const id of ids) byAccount.set(id, (byAccount.get(id) ?? 0) + rows);
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
