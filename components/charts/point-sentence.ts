import { MISSING } from "@/lib/format";
import type { TrendLine } from "./trend-data";

type Words = {
  /** The day or bucket, as people read it. */
  title: string;
  x: string;
  format: (value: number) => string;
  notes: readonly string[];
};

/** Whether a line's value at `x` belongs to a period that is not over. */
export function isUnfinished({ series }: TrendLine, x: string): boolean {
  return series.dashedFrom !== undefined && x >= series.dashedFrom;
}

/** One point of every line, as a screen reader says it. What nobody reported is said, too. */
export function pointSentence(lines: readonly TrendLine[], { title, x, format, notes }: Words): string {
  const values = lines.map((line) => {
    const value = line.all.get(x) ?? null;
    if (value === null) return `${line.series.label} not reported`;
    return `${line.series.label} ${format(value)}${isUnfinished(line, x) ? " so far" : ""}`;
  });
  return [`${title}: ${values.length > 0 ? values.join(", ") : MISSING}`, ...notes].join(". ");
}
