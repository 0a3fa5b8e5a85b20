import { dayNumber } from "./zone";

/** Whether `3/4/2026` is the 4th of March (the upstream's reading) or the 3rd of April. */
export type DateOrder = "MDY" | "DMY";

export type ReadDate =
  | { kind: "empty" }
  | { kind: "invalid" }
  /** `rewritten`: no form the upstream takes; read all the same, and sent in one it does take. */
  | { kind: "read"; local: string; rewritten: boolean };

/** How a date was written; shown beside the row where a spreadsheet rewrote it. */
export type DateForm = "ISO" | "M/D/YYYY" | "D/M/YYYY" | "a day number" | "a date in words";

/** Where `parseDate` leaves what it read, reused from row to row. */
export type Clock = {
  status: "empty" | "invalid" | "read";
  /** Days since 1970 and seconds since midnight on the wall clock. */
  day: number;
  seconds: number;
  form: DateForm;
  rewritten: boolean;
  /** Day and month could change places. */
  ambiguous: boolean;
  /** The text has no time of day. */
  dateOnly: boolean;
  /** Where the text is in the template's own form: `YYYY-MM-DDTHH:mm:ss` of it; else "". */
  local: string;
  /** The day of the template's form that was read last, as it was typed: rows mostly come in order of time. */
  lastDay: { text: string; local: string; number: number };
  /** The text names its own offset from UTC, in seconds (`Z`, `+02:00`): an instant, no wall-clock time. */
  offset: number | null;
};

export const newClock = (): Clock => ({
  status: "empty",
  day: 0,
  seconds: 0,
  form: "ISO",
  rewritten: false,
  ambiguous: false,
  dateOnly: false,
  local: "",
  lastDay: { text: "", local: "", number: 0 },
  offset: null,
});

const ISO =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?$/i;
const SLASHED =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(?:([ap])\.?\s?m?\.?)?)?$/i;
const WORDED =
  /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?\s?m?\.?)?)?$/i;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const SERIAL_EPOCH = dayNumber(1899, 12, 30);
const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function set(clock: Clock, year: number, month: number, day: number, seconds: number): boolean {
  const last = month === 2 && isLeap(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  // What is no number is in no range.
  const known = year >= 2000 && year <= 2100 && day >= 1 && day <= last && seconds >= 0 && seconds < 86_400;
  if (!known) return false;
  clock.day = dayNumber(year, month, day);
  clock.seconds = seconds;
  clock.status = "read";
  return true;
}

/** Seconds since midnight; -1 where the hour, minute or second does not exist. */
function secondsOf(hour = "0", minute = "0", second = "0", half?: string): number {
  let hours = Number(hour);
  if (half) {
    if (hours < 1 || hours > 12) return -1;
    hours = (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return -1;
  return hours * 3600 + Number(minute) * 60 + Number(second);
}

/** Two digits at `at`, or NaN: the hot path reads character codes and makes no strings. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** `YYYY-MM-DD HH:mm(:ss)`, also with slashes, as nearly every cell is written. Short slices are read fastest. */
function parseCanonical(text: string, clock: Clock): boolean {
  const day = text.slice(0, 11);
  if (day !== clock.lastDay.text && !readDay(day, clock)) return false;
  const time = text.slice(11);
  const hour = pair(time, 0);
  const minute = pair(time, 3);
  const second = time.length === 8 ? pair(time, 6) : 0;
  if (
    !(hour < 24 && minute < 60 && second < 60) ||
    time.charCodeAt(2) !== 58 ||
    (time.length === 8 && time.charCodeAt(5) !== 58)
  )
    return false;
  clock.day = clock.lastDay.number;
  clock.seconds = hour * 3600 + minute * 60 + second;
  clock.status = "read";
  clock.local = clock.lastDay.local + (time.length === 8 ? time : `${time}:00`);
  return true;
}

/** `YYYY-MM-DD ` into `clock.lastDay`. */
function readDay(text: string, clock: Clock): boolean {
  const separator = text.charCodeAt(4);
  if (
    (separator !== 45 && separator !== 47) ||
    text.charCodeAt(7) !== separator ||
    text.charCodeAt(10) !== 32 ||
    !set(clock, pair(text, 0) * 100 + pair(text, 2), pair(text, 5), pair(text, 8), 0)
  )
    return false;
  const local = `${text.slice(0, 10).replaceAll("/", "-")}T`;
  clock.lastDay = { text, local, number: clock.day };
  return true;
}

/**
 * Reads a cell as a wall-clock time into `clock`: the upstream's six forms, and what spreadsheets and people make of
 * them (two-digit years, dots, AM/PM, a date alone, a month's name, a serial number, a time with its own offset).
 */
export function parseDate(text: string, order: DateOrder, clock: Clock): Clock {
  clock.form = "ISO";
  clock.rewritten = false;
  clock.ambiguous = false;
  clock.dateOnly = false;
  clock.offset = null;
  clock.local = "";
  if ((text.length === 19 || text.length === 16) && parseCanonical(text, clock)) return clock;
  const trimmed = text.trim();
  clock.status = trimmed === "" ? "empty" : "invalid";
  if (trimmed === "") return clock;
  const iso = ISO.exec(trimmed);
  if (iso) return readIso(iso, trimmed, clock);
  const slashed = SLASHED.exec(trimmed);
  if (slashed) return readSlashed(slashed, order, clock);
  if (SERIAL.test(trimmed)) return readSerial(Number(trimmed.replace(",", ".")), clock);
  const worded = WORDED.exec(trimmed);
  return worded ? readWorded(worded, clock) : clock;
}

function readIso(match: RegExpExecArray, trimmed: string, clock: Clock): Clock {
  const [, year, separator, month = "", day = "", hour, minute, second, zone] = match;
  clock.dateOnly = hour === undefined;
  clock.rewritten =
    separator === "." || month.length < 2 || day.length < 2 || hour?.length !== 2 || /[tz.,]/i.test(trimmed);
  if (zone) {
    const signed = /([+-])(\d{2}):?(\d{2})/.exec(zone);
    const size = signed ? Number(signed[2]) * 3600 + Number(signed[3]) * 60 : 0;
    clock.offset = signed?.[1] === "-" ? -size : size;
    clock.rewritten = true;
  }
  if (Number(month) >= 1)
    set(clock, Number(year), Number(month), Number(day), secondsOf(hour, minute, second));
  return clock;
}

function readSlashed(match: RegExpExecArray, order: DateOrder, clock: Clock): Clock {
  const [, first, separator, second, yearText = "", hour, minute, seconds, half] = match;
  const dayFirst = order === "DMY" || separator === ".";
  const month = Number(dayFirst ? second : first);
  const day = Number(dayFirst ? first : second);
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  clock.form = dayFirst ? "D/M/YYYY" : "M/D/YYYY";
  clock.dateOnly = hour === undefined;
  clock.ambiguous = separator !== "." && month <= 12 && day <= 12 && month !== day;
  clock.rewritten = separator !== "/" || dayFirst || yearText.length !== 4 || hour === undefined || !!half;
  if (month >= 1) set(clock, year, month, day, secondsOf(hour, minute, seconds, half));
  return clock;
}

function readSerial(serial: number, clock: Clock): Clock {
  const total = Math.round(serial * 86_400);
  const day = SERIAL_EPOCH + Math.floor(total / 86_400);
  clock.form = "a day number";
  clock.rewritten = true;
  if (day < dayNumber(2000, 1, 1) || day > dayNumber(2100, 12, 31)) return clock;
  clock.day = day;
  clock.seconds = total % 86_400;
  clock.dateOnly = Number.isInteger(serial);
  clock.status = "read";
  return clock;
}

function readWorded(match: RegExpExecArray, clock: Clock): Clock {
  const [, dayBefore, monthAfter, monthBefore, dayAfter, year, hour, minute, second, half] = match;
  const name = (monthAfter ?? monthBefore ?? "").toLowerCase();
  const month = MONTHS.findIndex((one) => one === name || (name.length >= 3 && one.startsWith(name))) + 1;
  clock.form = "a date in words";
  clock.dateOnly = hour === undefined;
  clock.rewritten = true;
  if (month >= 1) {
    set(clock, Number(year), month, Number(dayBefore ?? dayAfter), secondsOf(hour, minute, second, half));
  }
  return clock;
}

/** `YYYY-MM-DDTHH:mm:ss` of a day since 1970 and seconds since midnight. */
export function localOf(day: number, seconds: number): string {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${date}T${time}`;
}

/** Days since 1970 and seconds since midnight of `YYYY-MM-DDTHH:mm:ss`. */
export function clockOf(local: string): { day: number; seconds: number } {
  return {
    day: dayNumber(Number(local.slice(0, 4)), Number(local.slice(5, 7)), Number(local.slice(8, 10))),
    seconds: secondsOf(local.slice(11, 13), local.slice(14, 16), local.slice(17, 19) || "0"),
  };
}

/** `parseDate` for one cell by itself. A date alone is midnight; a time with its own offset is read as it stands. */
export function readDate(text: string, order: DateOrder = "MDY"): ReadDate {
  const clock = parseDate(text, order, newClock());
  return clock.status === "read"
    ? { kind: "read", local: localOf(clock.day, clock.seconds), rewritten: clock.rewritten }
    : { kind: clock.status };
}

export type DateVerdict = { order: DateOrder; proven: boolean };

/**
 * Which way round a file writes its dates: day first only where a date in it cannot be read otherwise and none
 * contradicts; month first, as the upstream reads them, in every other case. `proven`: some date leaves no choice, and
 * none contradicts it.
 */
export class DateJudge {
  private dayFirst = 0;
  private monthFirst = 0;

  hear(cell: string): void {
    // Four digits and a dash or a slash at the fifth place: no order to find out, and most cells are such.
    const fifth = cell.charCodeAt(4);
    if (cell.length >= 16 && (fifth === 45 || (fifth === 47 && cell.charCodeAt(7) === 47))) return;
    const match = SLASHED.exec(cell.trim());
    if (!match || match[2] === ".") return;
    if (Number(match[1]) > 12) this.dayFirst++;
    if (Number(match[3]) > 12) this.monthFirst++;
  }

  get verdict(): DateVerdict {
    const { dayFirst, monthFirst } = this;
    return {
      order: dayFirst > 0 && monthFirst === 0 ? "DMY" : "MDY",
      proven: dayFirst > 0 !== monthFirst > 0,
    };
  }
}

export function judgeDateOrder(cells: Iterable<string>): DateVerdict {
  const judge = new DateJudge();
  for (const cell of cells) judge.hear(cell);
  return judge.verdict;
}

export function detectDateOrder(cells: Iterable<string>): DateOrder {
  return judgeDateOrder(cells).order;
}

/** `YYYY-MM-DDTHH:mm:ss` in the form the upstream's own template shows. */
export function toUpstreamDate(local: string): string {
  return local.replace("T", " ");
}
