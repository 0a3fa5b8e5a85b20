import { Temporal } from "temporal-polyfill";

export type LocalMoment =
  | { kind: "once"; ms: number }
  /** Clocks jump over it: the time does not exist that day. */
  | { kind: "gap" }
  /** Clocks are set back: the time comes twice. */
  | { kind: "twice"; first: number; second: number };

type Day = { start: number; plain: boolean; offsetMs: number };

/**
 * Turns wall-clock times of one timezone into instants. Days without a clock change cost one look-up and an addition,
 * so that a million rows are no matter; only days with one ask Temporal for each time.
 */
export function createZone(timezone: string) {
  const days = new Map<string, Day>();

  function dayOf(date: string): Day {
    let day = days.get(date);
    if (!day) {
      const start = Temporal.PlainDate.from(date).toZonedDateTime(timezone);
      const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timezone);
      day = {
        start: Date.parse(`${date}T00:00:00Z`),
        plain: start.offsetNanoseconds === next.offsetNanoseconds,
        offsetMs: start.offsetNanoseconds / 1_000_000,
      };
      days.set(date, day);
    }
    return day;
  }

  return {
    timezone,
    /** `local` is `YYYY-MM-DDTHH:mm:ss`. */
    toInstant(local: string): LocalMoment {
      const day = dayOf(local.slice(0, 10));
      const seconds =
        Number(local.slice(11, 13)) * 3600 + Number(local.slice(14, 16)) * 60 + Number(local.slice(17, 19));
      if (day.plain) return { kind: "once", ms: day.start + seconds * 1000 - day.offsetMs };
      const plain = Temporal.PlainDateTime.from(local);
      const earlier = plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
      const later = plain.toZonedDateTime(timezone, { disambiguation: "later" });
      if (earlier.epochMilliseconds === later.epochMilliseconds)
        return { kind: "once", ms: earlier.epochMilliseconds };
      // In a gap neither answer reads as what was asked for.
      if (!earlier.toPlainDateTime().equals(plain)) return { kind: "gap" };
      return { kind: "twice", first: earlier.epochMilliseconds, second: later.epochMilliseconds };
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
