/** Days of the calendar as YYYY-MM-DD. They belong to no timezone, so counting them in UTC is exact and needs no library. */

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The day `count` days later; earlier where it is negative. */
export const shiftDay = (day: string, count: number): string => dayOf(at(day) + count * dayMs);

/** A day that the calendar has, written as YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && dayOf(at(text)) === text;

/** Days from `from` to `to`, both counted. */
export const countDays = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayMs) + 1;

/** The first day of the day's month. */
export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
