import type { IssueCode } from "./issues";
import type { RepairRow } from "./repairs";

/** What a row has whose time is past, or too soon to be uploaded. */
export const LATE: ReadonlySet<IssueCode> = new Set(["date_past", "date_soon"]);

// Wall-clock arithmetic: the calendar is the same in every zone.
export const utc = (local: string): number => Date.parse(`${local}Z`);
export const localAt = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

export const DAY_MS = 86_400_000;

/**
 * New times for the rows that are past or too soon: a day each from `firstDay` on, in the order of their dates, each at
 * its own time of day. Times that another row has are left free; all other rows stay where they are.
 */
export function moveLate(rows: readonly RepairRow[], firstDay: string): [RepairRow, string][] {
  const taken = new Set(rows.map(({ scheduledLocal }) => scheduledLocal));
  const late = rows.filter(({ scheduledLocal, issues }) => scheduledLocal && issues.some(isLate));
  late.sort((a, b) => {
    const [one, other] = [a.scheduledLocal ?? "", b.scheduledLocal ?? ""];
    return one === other ? 0 : one < other ? -1 : 1;
  });
  let day = utc(`${firstDay}T00:00:00`);
  return late.map((row) => {
    const time = (row.scheduledLocal ?? "").slice(11);
    let local = `${localAt(day).slice(0, 10)}T${time}`;
    while (taken.has(local)) {
      day += DAY_MS;
      local = `${localAt(day).slice(0, 10)}T${time}`;
    }
    day += DAY_MS;
    return [row, local];
  });
}

const isLate = ({ code }: { code: IssueCode }): boolean => LATE.has(code);
