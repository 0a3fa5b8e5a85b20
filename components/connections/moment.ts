import { day, dayIn, time } from "@/lib/format";

/** "23 Nov, 17:17": the year goes without saying for what lies a day away. */
export function shortMoment(at: string, zone: string): string {
  return `${day(dayIn(at, zone), { year: false })}, ${time(at, zone)}`;
}
