import type { TrendSeries } from "@/components/charts/trend-data";
import type { Report } from "@/lib/reports/schema";
import { colorsOf } from "./series-colors";

/** With more lines, as many faint ones would only be noise; the key figures compare all the same. */
const MOST_COMPARED = 3;

/** The chart's lines: those of the period, and the faint ones of the period compared to, laid over the same days. */
export function chartLines(chart: Report["chart"]): TrendSeries[] {
  const colors = colorsOf(chart.series);
  const { buckets } = chart;
  const last = buckets.at(-1);
  const dashed = last?.partial && buckets.length > 1 ? { dashedFrom: last.start } : {};
  const lines = chart.series.map(({ key, label, values }) => ({
    key,
    label,
    color: colors.get(key) ?? "var(--line-strong)",
    points: buckets.map(({ start }, index) => ({ x: start, y: values[index] ?? null })),
    ...dashed,
    faint: false,
  }));
  const before = (chart.series.length > MOST_COMPARED ? [] : chart.series).flatMap(
    ({ key, label, previous }) =>
      previous?.some((value) => value !== null)
        ? [
            {
              key: `${key} before`,
              label: `${label} before`,
              color: colors.get(key) ?? "var(--line-strong)",
              points: buckets.map(({ start }, index) => ({ x: start, y: previous[index] ?? null })),
              faint: true,
            },
          ]
        : [],
  );
  return [...before, ...lines];
}
