import { Temporal } from "temporal-polyfill";
import type { SlotRule } from "./change-schema";

export type Moved = { at: string; note: string | null };

const LONGEST_SEARCH_DAYS = 3 * 366;

const iso = (time: Temporal.ZonedDateTime): string => new Date(time.epochMilliseconds).toISOString();

/** Whole days keep the wall clock of the location, hours and minutes are real time. */
export function shiftOnClock(
  at: string,
  timezone: string,
  by: { days: number; hours: number; minutes: number },
): Moved {
  const start = Temporal.Instant.from(at).toZonedDateTimeISO(timezone);
  const sameClock = start.add({ days: by.days });
  const moved = sameClock.add({ hours: by.hours, minutes: by.minutes });
  const kept = sameClock.toPlainTime().equals(start.toPlainTime());
  return { at: iso(moved), note: kept ? null : missingTime(start.toPlainTime(), sameClock) };
}

/** The next `count` moments of a rule that lie after `after`, in order. Fewer where three years do not hold as many. */
export function slotsOf(rule: SlotRule, timezone: string, count: number, after: Date): Moved[] {
  const days = new Set(rule.days);
  const times = rule.times.map((time) => Temporal.PlainTime.from(time)).sort(Temporal.PlainTime.compare);
  const slots: Moved[] = [];
  let day = Temporal.PlainDate.from(rule.from);
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS && slots.length < count; searched++) {
    for (const time of days.has(day.dayOfWeek) ? times : []) {
      const moment = day.toZonedDateTime({ timeZone: timezone, plainTime: time });
      if (moment.epochMilliseconds <= after.getTime() || slots.length >= count) continue;
      const exists = moment.toPlainTime().equals(time);
      slots.push({ at: iso(moment), note: exists ? null : missingTime(time, moment) });
    }
    day = day.add({ days: 1 });
  }
  return slots;
}

function missingTime(wanted: Temporal.PlainTime, got: Temporal.ZonedDateTime): string {
  const short = (time: Temporal.PlainTime) => time.toString({ smallestUnit: "minute" });
  return `${short(wanted)} does not exist on ${got.toPlainDate()}, when clocks change; ${short(got.toPlainTime())} is taken.`;
}
