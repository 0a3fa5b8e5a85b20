export type LocalMoment =
  | { kind: "once"; ms: number }
  /** Clocks jump over it: the time does not exist that day. */
  | { kind: "gap" }
  /** Clocks are set back: the time comes twice. */
  | { kind: "twice"; first: number; second: number };

/** A day's one offset from UTC, or the clock change near it. */
type Span = { offsetMs: number; change: Change | null };

/** At the instant `atMs` clocks go from one offset to the other. */
type Change = { atMs: number; beforeMs: number; afterMs: number };

/** Days that are looked at together; `steady`: they, and those beside them, have one offset. */
type Block = { steady: Span | null; firstMs: number; changes: readonly Change[] };

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

/** Days that are looked at together: fewer than two changes can lie in half of them (Morocco pauses its summer time for a month). */
const BLOCK_BITS = 4;
const BLOCK_DAYS = 1 << BLOCK_BITS;

/** The timezone's offset from UTC at an instant, by the platform's own clock: Temporal would be most of the worker's script. */
function createOffsets(timezone: string): (ms: number) => number {
  let clock: Intl.DateTimeFormat | null = null;
  return (ms) => {
    clock ??= new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    const seconds = Math.floor(ms / 1000);
    const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] = (
      clock.format(seconds * 1000).match(/\d+/g) ?? []
    ).map(Number);
    return (dayNumber(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - seconds) * 1000;
  };
}

/**
 * Turns wall-clock times of one timezone into instants. The platform is asked a few times for each fortnight and a clock
 * change is looked up once, so that a million rows are no matter.
 */
export function createZone(timezone: string) {
  const blocks = new Map<number, Block>();
  const offsetAt = createOffsets(timezone);
  /** The day that was asked for last: rows mostly come in order of time. */
  let lastDay = Number.NaN;
  let last: Span = { offsetMs: 0, change: null };

  function turnTo(number: number): void {
    const at = number >> BLOCK_BITS;
    let block = blocks.get(at);
    if (block === undefined) {
      block = lookAt(at << BLOCK_BITS);
      blocks.set(at, block);
    }
    last = block.steady ?? dayIn(block, number);
    lastDay = number;
  }

  /** A block and the days beside it. */
  function lookAt(from: number): Block {
    const to = from + BLOCK_DAYS;
    const days = [from - 1, from + BLOCK_DAYS / 2, to + 1];
    const offsets = days.map((day) => offsetAt(day * DAY_MS));
    const [firstMs = 0] = offsets;
    const changes: Change[] = [];
    for (let index = 1; index < days.length; index++) {
      const [start, end] = [(days[index - 1] ?? 0) * DAY_MS, (days[index] ?? 0) * DAY_MS];
      const [beforeMs, afterMs] = [offsets[index - 1] ?? 0, offsets[index] ?? 0];
      if (beforeMs !== afterMs)
        changes.push({ atMs: changeBetween(start, end, beforeMs), beforeMs, afterMs });
    }
    const steady = changes.length === 0 ? { offsetMs: firstMs, change: null } : null;
    return { steady, firstMs, changes };
  }

  function changeBetween(start: number, end: number, beforeMs: number): number {
    let [from, to] = [start, end];
    while (to - from > 1000) {
      const middle = Math.floor((from + to) / 2000) * 1000;
      if (offsetAt(middle) === beforeMs) from = middle;
      else to = middle;
    }
    return to;
  }

  return {
    timezone,
    /** Milliseconds since 1970 where the day has no clock change; null: ask `momentOn`. */
    quickInstant(number: number, seconds: number): number | null {
      if (number !== lastDay) turnTo(number);
      const { change, offsetMs } = last;
      return change === null ? number * DAY_MS + seconds * 1000 - offsetMs : null;
    },
    /** `number`: days since 1970; `seconds`: since midnight on the wall clock. */
    momentOn(number: number, seconds: number): LocalMoment {
      if (number !== lastDay) turnTo(number);
      const { change, offsetMs } = last;
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
      return new Date(ms + offsetAt(ms)).toISOString().slice(0, 19);
    },
  };
}

/** One day of a block that has a change in it or beside it. */
function dayIn({ firstMs, changes }: Block, number: number): Span {
  const from = (number - 1) * DAY_MS;
  let offsetMs = firstMs;
  for (const change of changes) {
    if (change.atMs > (number + 2) * DAY_MS) break;
    if (change.atMs > from) return { offsetMs, change };
    offsetMs = change.afterMs;
  }
  return { offsetMs, change: null };
}

function aroundChange(wall: number, { atMs, beforeMs, afterMs }: Change): LocalMoment {
  const before = wall - beforeMs;
  const after = wall - afterMs;
  if (before < atMs)
    return after >= atMs ? { kind: "twice", first: before, second: after } : { kind: "once", ms: before };
  return after >= atMs ? { kind: "once", ms: after } : { kind: "gap" };
}

export type Zone = ReturnType<typeof createZone>;
