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
  const posts = new Map<string, number>();
  const add = (row: Row, day: string) => {
    for (const [id] of capsOf(row)) posts.set(`${day} ${id}`, (posts.get(`${day} ${id}`) ?? 0) + 1);
  };
  const beyond: [Row, string][] = [];
  for (const row of rows) {
    const local = row.scheduledLocal;
    if (local === null) continue;
    if (row.issues.some(({ code }) => code === "daily_cap")) beyond.push([row, local]);
    else add(row, local.slice(0, 10));
  }
  return beyond.flatMap(([row, local]) => {
    const caps = capsOf(row);
    const hasRoom = (day: string) => caps.every(([id, cap]) => (posts.get(`${day} ${id}`) ?? 0) < cap);
    let next = local;
    do next = localAt(utc(next) + DAY_MS);
    while (!hasRoom(next.slice(0, 10)));
    add(row, next.slice(0, 10));
    return dateChange(row, next);
  });
}
