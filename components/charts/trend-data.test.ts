import { describe, expect, it } from "vitest";
import { allX, lineOf, spread, type TrendSeries } from "./trend-data";

const series: TrendSeries = {
  key: "instagram",
  label: "Instagram",
  color: "red",
  dashedFrom: "2026-11-04",
  points: [
    { x: "2026-11-01", y: 5 },
    { x: "2026-11-02", y: null },
    { x: "2026-11-03", y: 7 },
    { x: "2026-11-04", y: 3 },
  ],
};

describe("lineOf", () => {
  const line = lineOf(series);
  it("dashes from the last finished point on", () => {
    expect([...line.whole]).toEqual([
      ["2026-11-01", 5],
      ["2026-11-02", null],
      ["2026-11-03", 7],
    ]);
    expect([...line.dashed]).toEqual([
      ["2026-11-03", 7],
      ["2026-11-04", 3],
    ]);
  });
  it("keeps missing days missing and marks points a line cannot show", () => {
    expect(line.all.get("2026-11-02")).toBeNull();
    expect([...line.alone]).toEqual(["2026-11-01"]);
    expect(line.last).toEqual({ x: "2026-11-04", y: 3 });
  });
  it("draws everything whole without an unfinished period", () => {
    const whole = lineOf({ ...series, dashedFrom: undefined });
    expect(whole.whole.size).toBe(4);
    expect(whole.dashed.size).toBe(0);
  });
});

it("joins the days of all series in order", () => {
  expect(allX([series, { ...series, points: [{ x: "2026-10-31", y: 1 }] }])).toEqual([
    "2026-10-31",
    "2026-11-01",
    "2026-11-02",
    "2026-11-03",
    "2026-11-04",
  ]);
});

describe("spread", () => {
  it("leaves labels that do not touch", () => {
    expect(spread([100, 20], 14, 0, 200)).toEqual([100, 20]);
  });
  it("parts labels that touch and keeps them inside", () => {
    const placed = spread([198, 199, 200], 14, 0, 200);
    expect(placed).toEqual([172, 186, 200]);
  });
});
