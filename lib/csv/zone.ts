import { Temporal } from "temporal-polyfill";

export type LocalMoment =
  | { kind: "once"; ms: number }
  /** Clocks jump over it: the time does not exist that day. */
  | { kind: "gap" }
  /** Clocks are set back: the time comes twice. */
  | { kind: "twice"; first: number; second: number };

/** Days `from` up to, not including, `to`: with one offset from UTC throughout, or one day with a clock change. */
type Span = { from: number; to: number; plain: boolean; offsetMs: number };

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

/** How far ahead of a day its offset is looked for at once. */
const SPAN_DAYS = 64;
const dateOf = (number: number) => Temporal.PlainDate.from("1970-01-01").add({ days: number });

/**
 * Turns wall-clock times of one timezone into instants. Temporal is asked once for weeks of days with the same offset, and
 * for each time only on the days with a clock change, so that a million rows are no matter.
 */
export function createZone(timezone: string) {
  const spans: Span[] = [];
  let last: Span = { from: 0, to: 0, plain: true, offsetMs: 0 };

  function spanOf(number: number): Span {
    if (number >= last.from && number < last.to) return last;
    last = spans.find((span) => number >= span.from && number < span.to) ?? findSpan(number);
    return last;
  }

  const offsetAt = (number: number): number =>
    dateOf(number).toZonedDateTime(timezone).offsetNanoseconds / 1_000_000;

  /** Halves the weeks around a day until both ends have its offset, or only the day of the change is left. */
  function findSpan(number: number): Span {
    let from = Math.floor(number / SPAN_DAYS) * SPAN_DAYS;
    let to = from + SPAN_DAYS;
    let offsetMs = offsetAt(from);
    let offsetAfter = offsetAt(to);
    while (offsetMs !== offsetAfter && to - from > 1) {
      const middle = (from + to) >> 1;
      const offsetBetween = offsetAt(middle);
      if (number < middle) {
        to = middle;
        offsetAfter = offsetBetween;
      } else {
        from = middle;
        offsetMs = offsetBetween;
      }
    }
    const span = { from, to, plain: offsetMs === offsetAfter, offsetMs };
    spans.push(span);
    return span;
  }

  function onChangeDay(number: number, seconds: number): LocalMoment {
    const plain = Temporal.PlainDate.from("1970-01-01")
      .add({ days: number })
      .toPlainDateTime()
      .add({ seconds });
    const earlier = plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
    const later = plain.toZonedDateTime(timezone, { disambiguation: "later" });
    if (earlier.epochMilliseconds === later.epochMilliseconds)
      return { kind: "once", ms: earlier.epochMilliseconds };
    // In a gap neither answer reads as what was asked for.
    if (!earlier.toPlainDateTime().equals(plain)) return { kind: "gap" };
    return { kind: "twice", first: earlier.epochMilliseconds, second: later.epochMilliseconds };
  }

  return {
    timezone,
    /** Milliseconds since 1970 where the day has no clock change; null: ask `momentOn`. */
    quickInstant(number: number, seconds: number): number | null {
      const { plain, offsetMs } = spanOf(number);
      return plain ? number * DAY_MS + seconds * 1000 - offsetMs : null;
    },
    /** `number`: days since 1970; `seconds`: since midnight on the wall clock. */
    momentOn(number: number, seconds: number): LocalMoment {
      const ms = this.quickInstant(number, seconds);
      return ms === null ? onChangeDay(number, seconds) : { kind: "once", ms };
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

export type Zone = ReturnType<typeof createZone>;
