import { Temporal } from "temporal-polyfill";
import type { Granularity } from "./schema";

/** The calendar day at this instant in the zone. A zone this machine does not know counts as UTC. */
export function dayIn(timezone: string, at: Date): string {
  return zoned(timezone, at).toPlainDate().toString();
}

/** The hour of the day, 0 to 23, at this instant in the zone. */
export function hourIn(timezone: string, at: Date): number {
  return zoned(timezone, at).hour;
}

function zoned(timezone: string, at: Date): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  try {
    return instant.toZonedDateTimeISO(timezone);
  } catch (error) {
    if (error instanceof RangeError) return instant.toZonedDateTimeISO("UTC");
    throw error;
  }
}

/** How many hours the day has in the zone: 23 or 25 where clocks change (23.5 and 24.5 on Lord Howe Island). */
export function hoursOfDay(timezone: string, day: string): number {
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone });
  return start.hoursInDay;
}

export function addDays(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Days from `from` to `to`, both counted. Negative or zero when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days + 1;
}

/** The first day of the week (Monday) or month that holds the day. */
export function bucketOf(day: string, granularity: Granularity): string {
  const date = Temporal.PlainDate.from(day);
  if (granularity === "day") return day;
  if (granularity === "month") return date.with({ day: 1 }).toString();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The last day of the bucket that begins on `start`. */
export function bucketEnd(start: string, granularity: Granularity): string {
  const date = Temporal.PlainDate.from(start);
  if (granularity === "day") return start;
  return date
    .add(granularity === "week" ? { days: 7 } : { months: 1 })
    .subtract({ days: 1 })
    .toString();
}

/** First days of all buckets that touch the period. */
export function bucketsOf(from: string, to: string, granularity: Granularity): string[] {
  const buckets: string[] = [];
  for (let at = bucketOf(from, granularity); at <= to; at = addDays(bucketEnd(at, granularity), 1)) {
    buckets.push(at);
  }
  return buckets;
}

/** The same dates one year earlier; 29 February becomes 28 February. */
export function yearBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ years: 1 }).toString();
}
