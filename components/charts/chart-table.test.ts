import { expect, it } from "vitest";
import { tableOfSeries, toCsv } from "./chart-table";

const table = tableOfSeries(
  [
    { key: "ig", label: "Instagram", points: [{ x: "2026-11-01", y: 1200 }] },
    {
      key: "fb",
      label: 'Face "book"',
      points: [
        { x: "2026-11-02", y: null },
        { x: "2026-11-01", y: -3 },
      ],
    },
  ],
  { xLabel: "Day", formatX: (x) => `day ${x}`, formatY: (y) => `${y} people` },
);

it("has a row for each day of any series, and keeps missing values missing", () => {
  expect(table.rows).toEqual([
    { x: "2026-11-01", "series ig": 1200, "series fb": -3 },
    { x: "2026-11-02", "series ig": null, "series fb": null },
  ]);
  expect(table.columns[1]?.format?.(1200)).toBe("1200 people");
  expect(table.columns[1]?.format?.(null)).toBe("—");
});

it("writes CSV that quotes what must be quoted and keeps negative numbers numbers", () => {
  expect(toCsv(table)).toBe('Day,Instagram,"Face ""book"""\r\n2026-11-01,1200,-3\r\n2026-11-02,,\r\n');
});

it("does not hand a spreadsheet a formula", () => {
  const csv = toCsv({ columns: [{ key: "name", label: "Name" }], rows: [{ name: "=1+1" }] });
  expect(csv).toBe("Name\r\n'=1+1\r\n");
});
