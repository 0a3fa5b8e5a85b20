import { type Clock, clockOf, type DateOrder, localOf, newClock, parseDate } from "./dates";
import { Fingerprints } from "./fingerprints";
import { type Issue, IssueList } from "./issues";
import { networkName } from "./limits";
import { type Media, mediaOf } from "./media";
import { checkNetworks } from "./network-rules";
import { holdsRow, isPlainRow } from "./plain-row";
import { countPost, createAccountFinder, createPlanner, type Plan } from "./plan";
import { isBlankCell, type PostRow, type TargetAccount, trimmed } from "./row";
import { checkOwnFields, checkUrls, checkWords, short } from "./rules";
import { emptyValues, FIELD_INDEX, type Values, valuesOf } from "./values";
import { createZone } from "./zone";

const SOONEST_MS = 10 * 60_000;
const DRAFT_SECOND = -1;
/** Nothing about such a date is to be guessed where the file proves its order. */
const PLAIN_DAY_FIRST = /^\s*\d{1,2}\/\d{1,2}\/\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*$/;
const POST_AT = FIELD_INDEX.postAtSpecificTime;
const POST_TIME = FIELD_INDEX.postTime;
const CONTENT = FIELD_INDEX.content;
const IMAGES = FIELD_INDEX.imageUrls;
const GIF = FIELD_INDEX.gifUrl;
const VIDEOS = FIELD_INDEX.videoUrls;
const LINK = FIELD_INDEX.link;
const ACCOUNTS = FIELD_INDEX.accounts;

export type ValidatorOptions = {
  accounts: readonly TargetAccount[];
  /** Account ids of rows that name none. */
  assignment: readonly string[];
  timezone: string;
  now: number;
  dateOrder: DateOrder;
  /** False: nothing in the file proves the order, so dates that read both ways are marked. Default true. */
  dateOrderProven?: boolean;
  /** `postKey` of posts already scheduled at the location, one an account. */
  existing?: ReadonlySet<string>;
  /** Names for several accounts, for the accounts column. */
  groups?: readonly { name: string; accountIds: readonly string[] }[];
  /** Times of day `HH:mm` between which the location prefers silence; may span midnight. */
  quietHours?: { from: string; to: string } | null;
};

export type CheckedRow = {
  /** `YYYY-MM-DDTHH:mm:ss` on the location's clock; null: a draft, or not readable. */
  scheduledLocal: string | null;
  accountIds: string[];
  issues: Issue[];
};

/** What makes two posts the same one: caption, time and where it goes. */
export function postKey(caption: string, local: string | null, accountIds: readonly string[]): string {
  return `${local ?? "draft"}|${[...accountIds].sort().join(",")}|${caption.trim()}`;
}

/**
 * Checks rows one after another for the accounts they go to, by one rule table, on the location's clock. Keeps what it
 * saw of earlier rows (duplicates, posts a day), so a validator serves one pass over one file.
 */
export class Validator {
  private readonly zone;
  private readonly planOf;
  private readonly findAccounts;
  private readonly defaultPlan: Plan;
  readonly seen = new Fingerprints();
  readonly issues = new IssueList();
  /** When the row checked last is due. */
  readonly clock: Clock = newClock();
  private readonly googleClock: Clock = newClock();
  private readonly scratch: Values = emptyValues();
  private readonly quiet: { from: number; to: number } | null;
  /** Instant of the row being checked; NaN: none. */
  private ms = Number.NaN;

  constructor(private readonly options: ValidatorOptions) {
    this.zone = createZone(options.timezone);
    this.planOf = createPlanner(options.accounts);
    this.findAccounts = createAccountFinder(options.accounts, options.groups);
    this.defaultPlan = this.planOf(options.assignment);
    const { quietHours } = options;
    this.quiet = quietHours ? { from: minuteOf(quietHours.from), to: minuteOf(quietHours.to) } : null;
  }

  /** `ownAccountIds`: accounts this row alone goes to. */
  check(row: PostRow, ownAccountIds?: readonly string[]): CheckedRow {
    return this.checkValues(row.row, valuesOf(row.fields, this.scratch), ownAccountIds);
  }

  /** `check` without an object a row, for whole files: `values` is read and not kept. */
  checkValues(
    row: number,
    values: Values,
    ownAccountIds?: readonly string[],
    placeTrouble: string | null = null,
  ): CheckedRow {
    const { issues, seen } = this;
    issues.start(row);
    const plan = this.planFor(values, ownAccountIds, placeTrouble);
    const local = this.checkDate(values);
    this.makeFingerprint(values, plan);
    // The fingerprint tells by the way whether all characters are narrow.
    this.checkCells(values, plan, local, seen.plain === values[CONTENT]?.length);
    if (local !== null) reportCaps(plan, this.clock.day, issues);
    const before = seen.insert(seen.low, seen.high, row);
    if (before > 0) reportDuplicate(before, issues);
    return { scheduledLocal: local, accountIds: plan.accountIds, issues: issues.take() };
  }

  /** Everything about a row that other rows have no say in; leaves its issues in `issues`. */
  checkAlone(row: number, values: Values, placeTrouble: string | null): { plan: Plan; local: string | null } {
    this.issues.start(row);
    const plan = this.planFor(values, undefined, placeTrouble);
    const local = this.checkDate(values);
    this.checkCells(values, plan, local, false);
    return { plan, local };
  }

  private checkCells(values: Values, plan: Plan, local: string | null, narrow: boolean): void {
    if (!isPlainRow(values, plan, narrow)) this.checkRules(values, plan);
    this.reportScheduled(values, local, plan.accountIds);
  }

  private get noAccounts(): string {
    return this.options.accounts.length === 0
      ? "The location of this row has no connected account; connect one, or name another location."
      : "No account is chosen for this row.";
  }

  private checkRules(values: Values, plan: Plan): void {
    const { issues } = this;
    const media = mediaOf(values[IMAGES] ?? "", values[GIF] ?? "", values[VIDEOS] ?? "");
    if (plan.accountIds.length === 0) issues.add("no_accounts", null, this.noAccounts);
    this.checkContent(values, media);
    checkWords(values, issues);
    checkUrls(values, media, issues);
    checkNetworks(values, plan, media, issues);
    checkOwnFields(values, plan, media, this.options.dateOrder, this.googleClock, issues);
    if (plan.expired.length > 0) this.reportExpired(plan);
  }

  private planFor(values: Values, own: readonly string[] | undefined, placeTrouble: string | null): Plan {
    if (placeTrouble !== null) this.issues.add("location_unknown", "location", placeTrouble);
    if (own) return this.planOf(own);
    const cell = values[ACCOUNTS];
    if (!cell || isBlankCell(cell)) return this.defaultPlan;
    const { ids, unknown } = this.findAccounts(cell);
    if (unknown.length > 0)
      this.issues.add(
        "account_unknown",
        "accounts",
        `“${short(unknown.join(", "))}” names no account of this location.`,
      );
    return this.planOf(ids);
  }

  private checkDate(values: Values): string | null {
    const { clock, issues, zone, options } = this;
    const time = values[POST_TIME] ?? "";
    const cell = time === "" ? (values[POST_AT] ?? "") : withTime(values[POST_AT] ?? "", time);
    parseDate(cell, options.dateOrder, clock);
    this.ms = Number.NaN;
    if (clock.status === "empty") {
      issues.add("no_date", "postAtSpecificTime", "Without a date this becomes a draft.");
      return null;
    }
    if (clock.status === "invalid") {
      issues.add("date_invalid", "postAtSpecificTime", this.whyInvalid(cell));
      return null;
    }
    if (clock.offset !== null) return this.readInstant(cell);
    const unsure = clock.ambiguous && options.dateOrderProven === false;
    // Day first is said once for the whole file: other rows leave no other reading.
    if (unsure || (clock.rewritten && !PLAIN_DAY_FIRST.test(cell))) this.reportRewritten(cell);
    const local = clock.local || localOf(clock.day, clock.seconds);
    const quick = zone.quickInstant(clock.day, clock.seconds);
    if (quick === null) this.placeOnChangeDay();
    else this.ms = quick;
    this.checkMoment();
    return local;
  }

  private whyInvalid(cell: string): string {
    const other = this.options.dateOrder === "MDY" ? "DMY" : "MDY";
    if (parseDate(cell, other, this.googleClock).status === "read") {
      const form = this.options.dateOrder === "MDY" ? "M/D/YYYY" : "D/M/YYYY";
      return `“${short(cell)}” is no date when read as ${form}, as the others in this file; write YYYY-MM-DD HH:mm:ss.`;
    }
    return `“${short(cell)}” is no date; write YYYY-MM-DD HH:mm:ss.`;
  }

  private readInstant(cell: string): string {
    const { clock, zone, options } = this;
    this.ms = (clock.day * 86_400 + clock.seconds - (clock.offset ?? 0)) * 1000;
    const local = zone.toLocal(this.ms);
    Object.assign(clock, clockOf(local));
    this.issues.add(
      "date_rewritten",
      "postAtSpecificTime",
      `${cell.trim()} in the file, which is ${local.replace("T", " ").slice(0, 16)} in ${options.timezone}.`,
    );
    this.checkMoment();
    return local;
  }

  private reportRewritten(cell: string): void {
    const { clock } = this;
    const form = clock.form === "ISO" ? "YYYY-MM-DD" : clock.form;
    const midnight = clock.dateOnly ? ", at 00:00" : "";
    this.issues.add(
      "date_rewritten",
      "postAtSpecificTime",
      `${cell.trim()} in the file, read as ${form}${midnight}.`,
    );
  }

  private placeOnChangeDay(): void {
    const moment = this.zone.momentOn(this.clock.day, this.clock.seconds);
    if (moment.kind === "once") this.ms = moment.ms;
    else if (moment.kind === "gap")
      this.issues.add(
        "date_gap",
        "postAtSpecificTime",
        "Clocks go forward over this time that day, so it does not exist; choose another.",
      );
    else {
      this.ms = moment.first;
      this.issues.add(
        "date_twice",
        "postAtSpecificTime",
        "Clocks go back that night, so this time comes twice; the first is meant.",
      );
    }
  }

  private checkMoment(): void {
    const { options, issues, quiet, clock } = this;
    const ahead = this.ms - options.now;
    if (ahead < 0)
      issues.add("date_past", "postAtSpecificTime", `Passed ${ago(-ahead)} ago, set a new time.`);
    else if (ahead < SOONEST_MS)
      issues.add(
        "date_soon",
        "postAtSpecificTime",
        "Less than 10 minutes ahead; the import needs at least that long.",
      );
    if (!quiet) return;
    const minute = Math.floor(clock.seconds / 60);
    const inside =
      quiet.from <= quiet.to
        ? minute >= quiet.from && minute < quiet.to
        : minute >= quiet.from || minute < quiet.to;
    if (inside && options.quietHours)
      issues.add(
        "quiet_hours",
        "postAtSpecificTime",
        `${clockText(minute)} is in quiet hours, ${options.quietHours.from} to ${options.quietHours.to}.`,
      );
  }

  private checkContent(values: Values, media: Media): void {
    const caption = values[CONTENT] ?? "";
    if (isBlankCell(caption)) {
      if (media.kind === "none" && isBlankCell(values[LINK] ?? ""))
        this.issues.add("nothing_to_post", "content", "The row has neither caption, media nor link.");
      return;
    }
    if (holdsRow(caption))
      this.issues.add(
        "rows_run_together",
        "content",
        "The caption holds the start of another row: a quote before it is not closed. Close it in the file, or cut the caption here.",
      );
  }

  private reportExpired(plan: Plan): void {
    for (const account of plan.expired)
      this.issues.add(
        "account_expired",
        null,
        `${account.name} (${networkName(account.platform)}) has expired; connect it again before this is due.`,
        account.platform,
      );
  }

  /** Leaves in `seen` the fingerprint of the row whose date was read last. */
  private makeFingerprint(values: Values, plan: Plan): void {
    this.seen.make(wordsOf(values), this.second, plan.set);
  }

  /** When the row checked last is due, in seconds on the wall clock; all drafts at one that is none. */
  get second(): number {
    const { clock } = this;
    return clock.status === "read" ? clock.day * 86_400 + clock.seconds : DRAFT_SECOND;
  }

  /** Looks for the row among the posts that are scheduled already. */
  private reportScheduled(values: Values, local: string | null, accountIds: readonly string[]): void {
    const { existing } = this.options;
    if (!existing || existing.size === 0) return;
    const caption = trimmed(values[CONTENT] ?? "");
    const there = accountIds.filter((id) => existing.has(postKey(caption, local, [id]))).length;
    if (there === 0) return;
    const where =
      there === accountIds.length ? "these accounts" : `${there} of its ${accountIds.length} accounts`;
    this.issues.add(
      "already_scheduled",
      "content",
      `A post with this caption and time is scheduled already for ${where}.`,
    );
  }
}

/** What a post says; posts without words are told apart by what they show. */
export function wordsOf(values: Values): string {
  return (
    trimmed(values[CONTENT] ?? "") || `${values[IMAGES] ?? ""}\n${values[GIF] ?? ""}\n${values[VIDEOS] ?? ""}`
  );
}

/** Counts the row's post for each account with a daily limit, and says where one is past it. */
export function reportCaps(plan: Plan, day: number, issues: IssueList): void {
  for (const counter of plan.capped) {
    const count = countPost(counter, day);
    if (count <= counter.cap) continue;
    const { platform } = counter.account;
    issues.add(
      "daily_cap",
      "postAtSpecificTime",
      `${networkName(platform)} takes ${counter.cap} posts of one account in 24 hours; this is number ${count}.`,
      platform,
      counter.cap,
      count,
    );
  }
}

export function reportDuplicate(before: number, issues: IssueList): void {
  issues.add("duplicate_in_file", "content", `Same caption, time and accounts as row ${before}.`);
}

export const createValidator = (options: ValidatorOptions): Validator => new Validator(options);

export const hasError = (issues: readonly Issue[]): boolean =>
  issues.some((issue) => issue.severity === "error");

/** A date and a time from two columns; the date cell may carry a midnight that a spreadsheet added. */
function withTime(date: string, time: string): string {
  const day = date.trim().replace(/[ T]0{1,2}:00(?::00)?$/, "");
  const fraction = /^0?[.,]\d+$/.test(time.trim()) ? Number(time.trim().replace(",", ".")) : null;
  if (fraction === null) return day === "" ? "" : `${day} ${time.trim()}`;
  // Spreadsheets keep a time of day as a part of a day.
  return /^\d{5}$/.test(day)
    ? String(Number(day) + fraction)
    : `${day} ${clockText(Math.round(fraction * 1440))}`;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function ago(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  if (hours < 1) return `${Math.max(1, Math.floor(ms / 60_000))} min`;
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ""}`;
}
