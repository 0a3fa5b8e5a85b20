import { BASIC_COLUMNS, COLUMNS, type Fields, type UpstreamField } from "./formats";
import { listUrls, readBoolean } from "./row";

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

const URL_LISTS: ReadonlySet<string> = new Set(["imageUrls", "gifUrl", "videoUrls"]);

/**
 * A cell as the upstream reads it. Words that people write their own way (`yes`, `Story `, URLs one a line) are put in
 * its form; all other text, captions above all, stays byte for byte.
 */
function upstreamCell(key: UpstreamField, hint: string, value: string): string {
  if (URL_LISTS.has(key)) return /[;|\n]/.test(value) ? listUrls(value).join(",") : value;
  if (hint === "(true/false)") {
    if (/^(?:true|false)$/i.test(value)) return value;
    const read = readBoolean(value);
    return read === null ? value : String(read);
  }
  return hint.includes("/") && !hint.includes(":") ? value.trim().toLowerCase() : value;
}

/** A basic csv with the upstream's exact header. */
export function writeBasic(rows: readonly Fields[]): string {
  const header = BASIC_COLUMNS.map((column) => column.header);
  const records = rows.map((row) =>
    writeRecord(BASIC_COLUMNS.map(({ key }) => upstreamCell(key, "", row[key] ?? ""))),
  );
  return `${[writeRecord(header), ...records].join("\n")}\n`;
}

/** An advance csv: two header rows, 40 columns. */
export function writeAdvance(rows: readonly Fields[]): string {
  const groups = COLUMNS.map((column) => column.group);
  const names = COLUMNS.map((column) => (column.hint ? `${column.name} ${column.hint}` : column.name));
  const records = rows.map((row) =>
    writeRecord(COLUMNS.map(({ key, hint }) => upstreamCell(key, hint, row[key] ?? ""))),
  );
  return `${[writeRecord(groups), writeRecord(names), ...records].join("\n")}\n`;
}

const BASIC_KEYS = new Set<string>(BASIC_COLUMNS.map((column) => column.key));
const BEYOND_BASIC = COLUMNS.filter((column) => !BASIC_KEYS.has(column.key)).map((column) => column.key);

/** `basic` when every filled field that the upstream knows fits the basic template. */
export function smallestFormat(rows: readonly Fields[]): "basic" | "advance" {
  return rows.some((row) => BEYOND_BASIC.some((key) => row[key])) ? "advance" : "basic";
}
