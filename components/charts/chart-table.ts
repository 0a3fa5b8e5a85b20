import { csvRecord } from "@/lib/exports/write-csv";
import { type ChartMark, marksByX } from "./chart-marks";

export type ChartValue = string | number | null;

export type ChartTable = {
  columns: readonly {
    key: string;
    label: string;
    numeric?: boolean;
    /** How the table shows the value; the CSV keeps it as it is. */
    format?: (value: ChartValue) => string;
  }[];
  rows: readonly Readonly<Record<string, ChartValue>>[];
};

/** The table of trend series: a row for each x, a column for each series. */
export function tableOfSeries(
  series: readonly { key: string; label: string; points: readonly { x: string; y: number | null }[] }[],
  options: { xLabel: string; formatX: (x: string) => string; formatY: (y: number) => string },
): ChartTable {
  const days = [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))].sort();
  const values = series.map((one) => ({
    key: `series ${one.key}`,
    byX: new Map(one.points.map((point) => [point.x, point.y])),
  }));
  return {
    columns: [
      { key: "x", label: options.xLabel, format: (value) => options.formatX(String(value)) },
      ...series.map((one) => ({
        key: `series ${one.key}`,
        label: one.label,
        numeric: true,
        format: (value: ChartValue) => (typeof value === "number" ? options.formatY(value) : "—"),
      })),
    ],
    rows: days.map((x) => ({
      x,
      ...Object.fromEntries(values.map((one) => [one.key, one.byX.get(x) ?? null])),
    })),
  };
}

/** The same table with the remarks of each row's days in a last column; without any it stays as it is. */
export function withNotes(table: ChartTable, marks: readonly ChartMark[]): ChartTable {
  if (marks.length === 0) return table;
  const notes = marksByX(
    table.rows.map(({ x }) => String(x)),
    marks,
  );
  return {
    columns: [
      ...table.columns,
      { key: "notes", label: "Notes", format: (value) => (value === null ? "" : String(value)) },
    ],
    rows: table.rows.map((row) => ({ ...row, notes: notes.get(String(row.x))?.join("; ") ?? null })),
  };
}

/** The table as CSV (RFC 4180), without a mark; text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function toCsv({ columns, rows }: ChartTable): string {
  const records = rows.map((row) => columns.map(({ key }) => row[key] ?? null));
  return [columns.map(({ label }) => label), ...records].map(csvRecord).join("");
}
