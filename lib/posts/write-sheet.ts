import { BASIC_COLUMNS, COLUMNS, writeRecord } from "@/lib/csv";
import { CSV_MARK } from "@/lib/exports/write-csv";
import { writeXlsx as writeWorkbook } from "@/lib/exports/write-xlsx";
import { accountIdsOf, type ExportedRow } from "./sheet-rows";

export type SheetOptions = {
  format: "basic" | "advance";
  /** A `location` column: rows of several locations stand in one file. */
  withLocation: boolean;
  withAccounts: boolean;
  /** The whole header cell of the column with post ids; null: there is none. */
  postIdHeader: string | null;
  /** An apostrophe before what a spreadsheet would run as a formula: such text is no longer byte for byte. */
  formulaSafe: boolean;
  /** A mark in front of the CSV, for people: without it spreadsheets guess another alphabet. */
  marked: boolean;
};

export type PlacedRow = { row: ExportedRow; locationName: string };

/** The header row or rows, as cells. */
export function headerRows(options: SheetOptions): string[][] {
  const extra = [
    ...(options.withLocation ? ["location"] : []),
    ...(options.withAccounts ? ["accounts"] : []),
    ...(options.postIdHeader ? [options.postIdHeader] : []),
  ];
  if (options.format === "basic") return [[...BASIC_COLUMNS.map(({ header }) => header), ...extra]];
  return [
    [...COLUMNS.map(({ group }) => group), ...extra.map(() => "")],
    [...COLUMNS.map(({ name, hint }) => (hint ? `${name} ${hint}` : name)), ...extra],
  ];
}

export function cellsOf({ row, locationName }: PlacedRow, options: SheetOptions): string[] {
  const keys =
    options.format === "basic" ? BASIC_COLUMNS.map(({ key }) => key) : COLUMNS.map(({ key }) => key);
  const cells = [
    ...keys.map((key) => row.fields[key] ?? ""),
    ...(options.withLocation ? [locationName] : []),
    ...(options.withAccounts ? [accountIdsOf(row).join(",")] : []),
    ...(options.postIdHeader ? [row.posts.map((post) => post.postId).join(",")] : []),
  ];
  return options.formulaSafe ? cells.map(withoutFormula) : cells;
}

/** Spreadsheets run a cell that begins so; an apostrophe in front makes it text. */
const withoutFormula = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** The sheet as CSV, piece by piece as its rows come. */
export async function* writeCsv(
  pieces: AsyncIterable<PlacedRow[]>,
  options: SheetOptions,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const text = (records: string[][]) =>
    encoder.encode(records.map((cells) => `${writeRecord(cells)}\n`).join(""));
  if (options.marked) yield encoder.encode(CSV_MARK);
  yield text(headerRows(options));
  for await (const rows of pieces) if (rows.length > 0) yield text(rows.map((row) => cellsOf(row, options)));
}

/** The sheet as a workbook; every cell is text, so nothing is run or rewritten. */
export function writeXlsx(
  pieces: AsyncIterable<PlacedRow[]>,
  options: SheetOptions,
): AsyncGenerator<Uint8Array> {
  const [first = [], ...rest] = headerRows(options);
  const pages = async function* () {
    yield rest;
    for await (const rows of pieces) yield rows.map((row) => cellsOf(row, options));
  };
  const columns = first.map((name) => ({ name, kind: "text" as const }));
  return writeWorkbook({ title: "Posts", columns, pages: pages() });
}
