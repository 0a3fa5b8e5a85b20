/** "2026-11" and one month on: "2026-12". */
export function shiftMonth(month: string, count: number): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 1970, (number ?? 1) - 1 + count, 1)).toISOString().slice(0, 7);
}

const name = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "2026-11" → "November 2026". */
export const monthName = (month: string): string => name.format(new Date(`${month}-01T00:00:00Z`));
