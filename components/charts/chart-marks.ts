/** A remark on a day: a thin line across the chart, its words in the tooltip and in the table. */
export type ChartMark = { day: string; text: string };

/** The remarks of each point. A point stands for the days from its own up to the next point's; earlier days have none. */
export function marksByX(xs: readonly string[], marks: readonly ChartMark[]): Map<string, string[]> {
  const sorted = [...xs].sort();
  const found = new Map<string, string[]>();
  for (const { day, text } of [...marks].sort((a, b) => a.day.localeCompare(b.day))) {
    const x = sorted.findLast((each) => each <= day);
    if (x !== undefined) found.set(x, [...(found.get(x) ?? []), text]);
  }
  return found;
}

const ROOM = 26;

/** What fits beside the line: the remark, cut where it is long, or how many there are. */
export function markLabel(texts: readonly string[]): string {
  const [only] = texts;
  if (only === undefined) return "";
  if (texts.length > 1) return `${texts.length} notes`;
  return only.length > ROOM ? `${only.slice(0, ROOM - 1).trimEnd()}…` : only;
}
