import { BASIC_COLUMNS, COLUMNS, type Fields } from "./formats";

/** One cell, quoted only where it must be. What a person typed arrives byte for byte, `=1+1` and `@brand` included. */
export function writeCell(value: string, delimiter = ","): string {
  const special = value.includes(delimiter) || /["\r\n]/.test(value) || /^\s|\s$/.test(value);
  return special ? `"${value.replaceAll('"', '""')}"` : value;
}

export function writeRecord(cells: readonly string[], delimiter = ","): string {
  // A record of one empty cell would be a blank line, which every reader drops.
  if (cells.length === 1 && cells[0] === "") return '""';
  return cells.map((cell) => writeCell(cell, delimiter)).join(delimiter);
}

/** A basic csv with the upstream's exact header. */
export function writeBasic(rows: readonly Fields[]): string {
  const header = BASIC_COLUMNS.map((column) => column.header);
  const records = rows.map((row) => writeRecord(BASIC_COLUMNS.map((column) => row[column.key] ?? "")));
  return `${[writeRecord(header), ...records].join("\n")}\n`;
}

/** An advance csv: two header rows, 40 columns. */
export function writeAdvance(rows: readonly Fields[]): string {
  const groups = COLUMNS.map((column) => column.group);
  const names = COLUMNS.map((column) => (column.hint ? `${column.name} ${column.hint}` : column.name));
  const records = rows.map((row) => writeRecord(COLUMNS.map((column) => row[column.key] ?? "")));
  return `${[writeRecord(groups), writeRecord(names), ...records].join("\n")}\n`;
}

/** `basic` when every filled field fits the basic template. */
export function smallestFormat(rows: readonly Fields[]): "basic" | "advance" {
  const basic = new Set<string>(BASIC_COLUMNS.map((column) => column.key));
  const fits = rows.every((row) => Object.entries(row).every(([key, value]) => !value || basic.has(key)));
  return fits ? "basic" : "advance";
}
