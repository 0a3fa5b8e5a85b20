import { type Cell, type Column, type ExportTable, looksLikeFormula } from "./table";

/** A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = looksLikeFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Stands before the first cell of a CSV for people: spreadsheets do not guess another alphabet then. */
export const CSV_MARK = "\uFEFF";

export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** UTF-8 with its mark. */
export async function* writeCsv(table: ExportTable): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${CSV_MARK}${csvRecord(table.columns.map(({ name }: Column) => name))}`);
  for await (const page of table.pages) {
    if (page.length > 0) yield encoder.encode(page.map(csvRecord).join(""));
  }
}
