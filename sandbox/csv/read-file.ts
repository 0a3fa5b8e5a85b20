import Papa from "papaparse";
import { type CsvFileType, type CsvRefusalCode, MAX_POSTS_PER_CSV } from "@/lib/upstream/contract";
import type { CsvRow } from "../records";
import { Refusal } from "../refusal";
import { advanceColumns, advanceColumnsBefore, basicKeys, type Column, pinterestBoard } from "./columns";
import { readTime } from "./time";
import { readWorkbook } from "./workbook";

export type ReadFile = { csvFileType: CsvFileType; rows: CsvRow[] };

/** Reads an uploaded file or refuses it with the upstream's code. */
export function readFile(name: string, bytes: Uint8Array): ReadFile {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension !== "csv" && extension !== "xlsx") {
    throw refuse("CSV_UNSUPPORTED_EXTENSION", "Unsupported file extension. Only csv and xlsx are allowed.");
  }
  const fileType = extension === "xlsx" ? "XLSX" : "CSV";
  if (bytes.length === 0) throw refuse("CSV_EMPTY_FILE", "File is empty.", { fileType });
  const table = extension === "xlsx" ? workbook(bytes) : text(bytes);
  if (table.every(isBlank)) throw refuse("CSV_EMPTY_FILE", "File is empty.", { fileType });
  const { csvFileType, columns, first } = headers(table, fileType);
  const rows = table
    .slice(first)
    .filter((cells) => !isBlank(cells))
    .map((cells) =>
      Object.fromEntries(columns.map(({ key }, index) => [key, cellOf(key, cells[index] ?? "")])),
    );
  if (rows.length === 0) {
    throw refuse("CSV_MISSING_REQUIRED_ROWS", "File does not have any posts.", { fileType, csvFileType });
  }
  if (rows.length > MAX_POSTS_PER_CSV) {
    const sentence = `Maximum ${MAX_POSTS_PER_CSV} posts are allowed in a file.`;
    throw refuse("CSV_PROCESSING_ERROR", sentence, { fileType, csvFileType });
  }
  if (!rows.some(isPost)) {
    throw refuse("CSV_NO_VALID_POST", "File does not have any valid post.", { fileType, csvFileType });
  }
  return { csvFileType, rows };
}

/** A caption stays as it was typed; blanks around any other cell mean nothing. */
function cellOf(key: string, cell: string): string {
  return key === "content" || key.endsWith("/content") ? cell : cell.trim();
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function isPost(row: CsvRow): boolean {
  const says = ["content", "imageUrls", "gifUrl", "videoUrls", "OGmetaUrl"];
  const when = row["All Social/postAtSpecificTime"] ?? "";
  return (
    says.some((name) => (row[`All Social/${name}`] ?? "") !== "") && (when === "" || readTime(when) !== null)
  );
}

function text(bytes: Uint8Array): string[][] {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (zipped || bytes.includes(0)) throw refuse("CSV_INVALID_FORMAT", "File is not a valid CSV.");
  const content = new TextDecoder("utf-8").decode(bytes);
  const parsed = Papa.parse<string[]>(content, { delimiter: ",", header: false, skipEmptyLines: false });
  if (parsed.errors.some((error) => error.type === "Quotes")) {
    throw refuse("CSV_INVALID_FORMAT", "File is not a valid CSV: a quote is not closed.");
  }
  return parsed.data;
}

function workbook(bytes: Uint8Array): string[][] {
  try {
    return readWorkbook(bytes);
  } catch {
    throw refuse("CSV_INVALID_FORMAT", "File is not a valid XLSX workbook.", { fileType: "XLSX" });
  }
}

function headers(table: string[][], fileType: string) {
  const top = cleanHeader(table[0] ?? []);
  const second = cleanHeader(table[1] ?? []);
  if (matches(top, basicKeys)) return { csvFileType: "basic" as const, columns: basicKeys, first: 1 };
  for (const template of [advanceColumns, advanceColumnsBefore]) {
    for (const columns of [template, [...template, pinterestBoard]]) {
      if (matches(second, columns)) return { csvFileType: "advance" as const, columns, first: 2 };
    }
  }
  const advance = second.includes("content") || top.includes("All Social");
  const header = advance ? second : top;
  const wanted = advance ? advanceColumnsBefore : basicKeys;
  const missing = missingOf(header, wanted);
  const csvFileType = advance ? "advance" : "basic";
  if (missing.length > 0 && missing.length < wanted.length) {
    const missingHeaders = missing.join(", ");
    const sentence = `CSV headers are missing: ${missingHeaders}`;
    throw refuse("CSV_MISSING_HEADERS", sentence, { fileType, csvFileType, missingHeaders });
  }
  const sentence = "CSV headers are not identical to sample file.";
  throw refuse("CSV_HEADERS_NOT_MATCHING", sentence, { fileType, csvFileType });
}

function cleanHeader(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.replace(/^\ufeff/, "").trim());
  const last = trimmed.findLastIndex((cell) => cell !== "");
  return trimmed.slice(0, last + 1);
}

function matches(header: readonly string[], columns: readonly Column[]): boolean {
  // Help pages spell `Category`.
  const plain = (text: string) => (text === "Category" ? "category" : text);
  return (
    header.length === columns.length &&
    columns.every((column, index) => plain(header[index] ?? "") === column.header)
  );
}

function missingOf(header: readonly string[], columns: readonly Column[]): string[] {
  const left = [...header];
  return columns.flatMap((column) => {
    const at = left.indexOf(column.header);
    if (at < 0) return [column.header];
    left.splice(at, 1);
    return [];
  });
}

function refuse(code: CsvRefusalCode, message: string, more: Record<string, unknown> = {}): Refusal {
  return new Refusal(400, message, { code, message, ...more, statusCode: 400 });
}
