import { DAY_MS, localAt, utc } from "./late-dates";
import { type Change, dateChange, type RepairRow } from "./repairs";

/**
 * Moves posts beyond an account's daily limit to the next day on which all its accounts have room, at the same time of
 * day. `capsOf`: the row's accounts that have such a limit, each with it.
 */
export function leaveFullDays<Row extends RepairRow>(
  rows: readonly Row[],
  capsOf: (row: Row) => readonly (readonly [string, number])[],
): Change[] {
  const posts = new Map<string, Map<number, number>>();
  const countOf = (id: string, day: number) => posts.get(id)?.get(day) ?? 0;
  const add = (row: Row, day: number) => {
    for (const [id] of capsOf(row)) {
      const days = posts.get(id) ?? new Map<number, number>();
      posts.set(id, days.set(day, countOf(id, day) + 1));
    }
  };
  const beyond: [Row, string][] = [];
  for (const row of rows) {
    const local = row.scheduledLocal;
    if (local === null) continue;
    if (row.issues.some(({ code }) => code === "daily_cap")) beyond.push([row, local]);
    else add(row, dayOf(local));
  }
  // A day that is full stays full: for each set of accounts it leads to a later day, all between them full as well.
  const later = new Map<string, Map<number, number>>();
  return beyond.flatMap(([row, local]) => {
    const caps = capsOf(row);
    const accounts = caps.map(([id]) => id).join(" ");
    const leads = later.get(accounts) ?? new Map<number, number>();
    later.set(accounts, leads);
    const passed: number[] = [];
    let day = dayOf(local) + 1;
    for (;;) {
      const lead = leads.get(day);
      if (lead === undefined && caps.every(([id, cap]) => countOf(id, day) < cap)) break;
      passed.push(day);
      day = lead ?? day + 1;
    }
    for (const full of passed) leads.set(full, day);
    add(row, day);
    return dateChange(row, localAt(utc(local) + (day - dayOf(local)) * DAY_MS));
  });
}

const dayOf = (local: string): number => Math.floor(utc(local) / DAY_MS);
