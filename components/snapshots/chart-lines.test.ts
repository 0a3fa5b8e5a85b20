import { describe, expect, it } from "vitest";
import type { Report } from "@/lib/reports/schema";
import { chartLines } from "./chart-lines";

const bucket = (start: string, partial = false) => ({ start, end: start, partial });
const line = (key: string, values: (number | null)[], previous: (number | null)[] | null) => ({
  key,
  label: key,
  platform: key,
  total: null,
  values,
  previous,
});

const chart = (series: Report["chart"]["series"], lastIsOpen = false): Report["chart"] => ({
  metric: "reach",
  by: "platform",
  buckets: [bucket("2026-11-01"), bucket("2026-11-02"), bucket("2026-11-03", lastIsOpen)],
  series,
});

describe("the chart's lines", () => {
  it("break on days nobody reported, and never fall to zero there", () => {
    const [only] = chartLines(chart([line("facebook", [5, null, 7], null)]));
    expect(only?.points).toEqual([
      { x: "2026-11-01", y: 5 },
      { x: "2026-11-02", y: null },
      { x: "2026-11-03", y: 7 },
    ]);
    expect(only?.dashedFrom).toBeUndefined();
  });

  it("are dashed from the unfinished bucket on", () => {
    const [only] = chartLines(chart([line("facebook", [5, 6, 7], null)], true));
    expect(only?.dashedFrom).toBe("2026-11-03");
  });

  it("have the compared period faint, in the same colour, on the same days", () => {
    const lines = chartLines(chart([line("facebook", [5, 6, 7], [1, null, 3])]));
    const [before, now] = lines;
    expect(lines).toHaveLength(2);
    expect(before).toMatchObject({ label: "facebook before", faint: true, color: now?.color });
    expect(before?.points.map(({ x }) => x)).toEqual(now?.points.map(({ x }) => x));
    expect(before?.points[1]?.y).toBeNull();
  });

  it("compare nothing where nothing is known of the days before, or where many lines would be noise", () => {
    expect(chartLines(chart([line("facebook", [5, 6, 7], [null, null, null])]))).toHaveLength(1);
    const four = ["facebook", "instagram", "linkedin", "google"].map((key) =>
      line(key, [1, 2, 3], [1, 2, 3]),
    );
    expect(chartLines(chart(four)).every(({ faint }) => !faint)).toBe(true);
  });
});
