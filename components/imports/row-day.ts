import { day } from "@/lib/format";

/** "Fri 4 Dec", and "Wed 1 Jan 2020" wherever it is not the current year. */
export function rowDay(isoDay: string, thisYear: number = new Date().getFullYear()): string {
  return day(isoDay, { weekday: true, year: isoDay.slice(0, 4) !== String(thisYear) });
}
