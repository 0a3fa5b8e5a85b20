import { dateRange, number, plural } from "@/lib/format";

export type Slots = { firstDay: string; times: string[]; weekdays: number[] };

const DAY_MS = 86_400_000;

/** Slots from the first day to the moment `last`, which is one of them. */
export function countSlots({ firstDay, times, weekdays }: Slots, last: string): number {
  const [from, to] = [firstDay, last.slice(0, 10)].map((day) => Date.parse(`${day}T00:00:00Z`));
  let found = 0;
  for (let at = from ?? 0; at <= (to ?? 0); at += DAY_MS) {
    if (!weekdays.includes(new Date(at).getUTCDay() || 7)) continue;
    found += at === to ? times.filter((time) => time <= last.slice(11, 16)).length : times.length;
  }
  return found;
}

/** "12 rows take the 12 free ones of 15 slots, 23 – 27 Nov 2026." `given`: the slots rows get, in order. */
export function slotWords(slots: Slots, given: readonly string[]): string {
  const [first, last] = [given[0], given.at(-1)];
  if (!first || !last) return "No row without a date is left.";
  const all = countSlots(slots, last);
  const taken = all - given.length;
  const days = dateRange(first.slice(0, 10), last.slice(0, 10));
  const where =
    taken > 0
      ? `the ${number(given.length)} free ones of ${plural(all, "slot")}`
      : `${plural(all, "slot")}, all of them free`;
  return `${plural(given.length, "row")} ${given.length === 1 ? "takes" : "take"} ${where}: ${days}.`;
}
