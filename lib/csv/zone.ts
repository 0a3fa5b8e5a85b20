import { Temporal } from "temporal-polyfill";

export type LocalMoment =
  | { kind: "once"; ms: number }
  /** Clocks jump over it: the time does not exist that day. */
  | { kind: "gap" }
  /** Clocks are set back: the time comes twice. */
  | { kind: "twice"; first: number; second: number };

/** Days `from` up to, not including, `to`, with one offset from UTC, or one day near a clock change. */
type Span = { from: number; to: number; offsetMs: number; change: Change | null };

/** At the instant `atMs` clocks go from one offset to the other. */
type Change = { atMs: number; beforeMs: number; afterMs: number };

const DAY_MS = 86_400_000;

/** Days since 1970 of a date in the one calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Days that are looked at together: fewer than two changes can lie in (Morocco pauses its summer time for a month). */
const BLOCK_DAYS = 16;

/**
 * Turns wall-clock times of one timezone into instants. Temporal is asked a few times for each fortnight and a clock
 * change is looked up once, so that a million rows are no matter.
 */
export function createZone(timezone: string) {
  const blocks = new Map<number, Span | null>();
  const changeDays = new Map<number, Span>();
  let last: Span = { from: 0, to: 0, offsetMs: 0, change: null };

  const offsetAt = (ms: number): number =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).offsetNanoseconds / 1_000_000;

  function spanOf(number: number): Span {
    if (number >= last.from && number < last.to) return last;
    const block = Math.floor(number / BLOCK_DAYS);
    let span = blocks.get(block);
    if (span === undefined) {
      span = steadyBlock(block * BLOCK_DAYS);
      blocks.set(block, span);
    }
    last = span ?? dayNearChange(number);
    return last;
  }

  /** A block whose days, and those beside it, have one offset; null: a change lies in or beside it. */
  function steadyBlock(from: number): Span | null {
    const to = from + BLOCK_DAYS;
    const offsetMs = offsetAt((from - 1) * DAY_MS);
    const between = offsetAt((from + BLOCK_DAYS / 2) * DAY_MS);
    const after = offsetAt((to + 1) * DAY_MS);
    return offsetMs === between && offsetMs === after ? { from, to, offsetMs, change: null } : null;
  }

  function dayNearChange(number: number): Span {
    const known = changeDays.get(number);
    if (known) return known;
    let from = (number - 1) * DAY_MS;
    let to = (number + 2) * DAY_MS;
    const beforeMs = offsetAt(from);
    const afterMs = offsetAt(to);
    while (beforeMs !== afterMs && to - from > 1000) {
      const middle = Math.floor((from + to) / 2000) * 1000;
      if (offsetAt(middle) === beforeMs) from = middle;
      else to = middle;
    }
    const change = beforeMs === afterMs ? null : { atMs: to, beforeMs, afterMs };
    const span = { from: number, to: number + 1, offsetMs: beforeMs, change };
    changeDays.set(number, span);
    return span;
  }

  return {
    timezone,
    /** Milliseconds since 1970 where the day has no clock change; null: ask `momentOn`. */
    quickInstant(number: number, seconds: number): number | null {
      const { change, offsetMs } = spanOf(number);
      return change === null ? number * DAY_MS + seconds * 1000 - offsetMs : null;
    },
    /** `number`: days since 1970; `seconds`: since midnight on the wall clock. */
    momentOn(number: number, seconds: number): LocalMoment {
      const { change, offsetMs } = spanOf(number);
      const wall = number * DAY_MS + seconds * 1000;
      return change === null ? { kind: "once", ms: wall - offsetMs } : aroundChange(wall, change);
    },
    /** `local` is `YYYY-MM-DDTHH:mm:ss`. */
    toInstant(local: string): LocalMoment {
      const number = dayNumber(
        Number(local.slice(0, 4)),
        Number(local.slice(5, 7)),
        Number(local.slice(8, 10)),
      );
      const seconds =
        Number(local.slice(11, 13)) * 3600 + Number(local.slice(14, 16)) * 60 + Number(local.slice(17, 19));
      return this.momentOn(number, seconds);
    },
    /** The wall-clock time of an instant, `YYYY-MM-DDTHH:mm:ss`. */
    toLocal(ms: number): string {
      return Temporal.Instant.fromEpochMilliseconds(ms)
        .toZonedDateTimeISO(timezone)
        .toPlainDateTime()
        .toString({ smallestUnit: "second" });
    },
  };
}

function aroundChange(wall: number, { atMs, beforeMs, afterMs }: Change): LocalMoment {
  const before = wall - beforeMs;
  const after = wall - afterMs;
  if (before < atMs)
    return after >= atMs ? { kind: "twice", first: before, second: after } : { kind: "once", ms: before };
  return after >= atMs ? { kind: "once", ms: after } : { kind: "gap" };
}

export type Zone = ReturnType<typeof createZone>;
