import { Temporal } from "temporal-polyfill";

export type LocalMoment =
  | { kind: "once"; ms: number }
  /** Clocks jump over it: the time does not exist that day. */
  | { kind: "gap" }
  /** Clocks are set back: the time comes twice. */
  | { kind: "twice"; first: number; second: number };

type Day = { startMs: number; plain: boolean; offsetMs: number };

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

/**
 * Turns wall-clock times of one timezone into instants. Days without a clock change cost one look-up and an addition,
 * so that a million rows are no matter; only days with one ask Temporal for each time.
 */
export function createZone(timezone: string) {
  const days = new Map<number, Day>();
  let lastNumber = Number.NaN;
  let last: Day = { startMs: 0, plain: true, offsetMs: 0 };

  function dayOf(number: number): Day {
    if (number === lastNumber) return last;
    let day = days.get(number);
    if (!day) {
      const date = Temporal.PlainDate.from("1970-01-01").add({ days: number });
      const start = date.toZonedDateTime(timezone);
      const next = date.add({ days: 1 }).toZonedDateTime(timezone);
      const hours = (next.epochMilliseconds - start.epochMilliseconds) / 3_600_000;
      day = {
        startMs: number * DAY_MS,
        plain: start.offsetNanoseconds === next.offsetNanoseconds && hours === 24,
        offsetMs: start.offsetNanoseconds / 1_000_000,
      };
      days.set(number, day);
    }
    lastNumber = number;
    last = day;
    return day;
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
      const day = dayOf(number);
      return day.plain ? day.startMs + seconds * 1000 - day.offsetMs : null;
    },
    /** `number`: days since 1970; `seconds`: since midnight on the wall clock. */
    momentOn(number: number, seconds: number): LocalMoment {
      const day = dayOf(number);
      if (day.plain) return { kind: "once", ms: day.startMs + seconds * 1000 - day.offsetMs };
      return onChangeDay(number, seconds);
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
