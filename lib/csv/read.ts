import { type Charset, createDecoder } from "./decode";
import { normaliseHeader } from "./formats";
import { KNOWN_HEADERS } from "./header";
import { nameOfFile, notASheet } from "./known-files";
import {
  createRecordReader,
  DELIMITERS,
  type Delimiter,
  firstRecords,
  pieceOf,
  type RecordPiece,
} from "./records";
import { ReadRefusal } from "./refusal";
import { isBlankCell } from "./row";
import { isZip, MAX_WORKBOOK_BYTES, workbookTooLarge } from "./zip";

export const MAX_ROWS = 1_000_000;
export const MAX_BYTES = 300 * 1024 * 1024;

export type RawRow = {
  /** The spreadsheet's own row number: headers and blank rows count. */
  row: number;
  cells: string[];
  /** Where the row's own text stands, if the reader keeps it (`keepText`). */
  written?: Written;
};

/** A record as the file has it: a part of a text that it shares with the records around it. */
export type Written = { text: string; from: number; to: number };

export type ReaderOptions = {
  charset?: Charset;
  delimiter?: Delimiter;
  maxRows?: number;
  maxBytes?: number;
  /** Answers where each row's own text stands as well, which holds a row in a fraction of the memory its cells need. */
  keepText?: boolean;
};

export type Reader = {
  /** Adds bytes; answers the rows complete by now. Blank rows are counted, not answered. */
  push: (bytes: Uint8Array) => RawRow[];
  end: () => RawRow[];
  about: () => {
    charset: Charset;
    delimiter: Delimiter;
    rows: number;
    bytes: number;
    /** Some bytes meant nothing in the charset and show as `�`. */
    damaged: boolean;
  };
};

/** Header rows and a few lines above them do not count against the limit. */
const HEADER_ALLOWANCE = 2;

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const WEB_PAGE = /^\s*<(?:!doctype|html|head|body|\?xml)/i;
const JSON_TEXT = /^\s*(?:\[\s*)?\{\s*"/;

/**
 * Reads a CSV as its bytes arrive, in bounded time and memory: charset, delimiter and newlines are found out, and what
 * is no sheet of posts is refused (`ReadRefusal`) where it shows, with the line.
 */
export function createReader(options: ReaderOptions = {}): Reader {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const maxRows = options.maxRows ?? MAX_ROWS;
  const decoder = createDecoder(options.charset);
  const keepText = options.keepText ?? false;
  const slice = pieceOf(keepText);
  let delimiter: Delimiter | null = options.delimiter ?? null;
  const records = createRecordReader({
    delimiter: () => delimiter ?? ",",
    keepText,
  });
  let bytesRead = 0;
  let rows = 0;
  let heldReturn = false;
  let waiting = "";

  function normalise(text: string, final: boolean): string {
    let whole = heldReturn ? `\r${text}` : text;
    heldReturn = false;
    if (!final && whole.endsWith("\r")) {
      // The \n of a CRLF may be the first character of the next chunk.
      heldReturn = true;
      whole = whole.slice(0, -1);
    }
    return whole.includes("\r") ? whole.replace(/\r\n?/g, "\n") : whole;
  }

  function number(pieces: readonly RecordPiece[]): RawRow[] {
    const numbered: RawRow[] = [];
    for (const piece of pieces) numberPiece(piece, numbered);
    return numbered;
  }

  function numberPiece({ text, records, ends }: RecordPiece, numbered: RawRow[]): void {
    for (let index = 0; index < records.length; index++) {
      const cells = records[index];
      if (!cells) continue;
      rows++;
      if (rows > maxRows + HEADER_ALLOWANCE) {
        throw new ReadRefusal(
          "too_many_rows",
          `This file has more than ${maxRows.toLocaleString("en-GB")} rows. Cut it into smaller files.`,
        );
      }
      if (isBlank(cells)) continue;
      if (keepText) {
        const written = { text, from: ends[index - 1] ?? 0, to: ends[index] ?? 0 };
        numbered.push({ row: rows, cells, written });
      } else numbered.push({ row: rows, cells });
    }
  }

  function refuseNul(text: string): void {
    const index = text.indexOf("\0");
    if (index === -1) return;
    const line = records.linesBefore(waiting + text, waiting.length + index) + 1;
    throw new ReadRefusal(
      "binary",
      `This is no text file: line ${line} holds a character that no sheet has (NUL). Save the sheet as CSV and choose that file.`,
      line,
    );
  }

  function feed(text: string, final: boolean): RawRow[] {
    let normal = normalise(text, final);
    refuseNul(normal);
    if (delimiter === null) {
      waiting += normal;
      if (!final && waiting.length < 65_536) return [];
      normal = waiting;
      waiting = "";
      refuseOtherText(normal);
      // Spreadsheets write the delimiter they use above the header, and do not count the line as a row.
      const named = /^sep=([,;\t])\n/i.exec(normal);
      if (named) normal = normal.slice(named[0].length);
      delimiter = DELIMITERS.find((one) => one === named?.[1]) ?? detectDelimiter(normal);
    }
    return normal === "" ? [] : number(records.push(normal));
  }

  return {
    push(bytes) {
      if (bytesRead === 0) refuseKnownBinary(bytes);
      bytesRead += bytes.length;
      if (bytesRead > maxBytes) {
        throw new ReadRefusal(
          "too_large",
          `This file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB. Cut it into smaller files.`,
        );
      }
      if (bytes.length <= slice) return feed(decoder.push(bytes), false);
      const found: RawRow[] = [];
      for (let from = 0; from < bytes.length; from += slice) {
        const rows = feed(decoder.push(bytes.subarray(from, from + slice)), false);
        for (let index = 0; index < rows.length; index++) {
          const row = rows[index];
          if (row) found.push(row);
        }
      }
      return found;
    },
    end() {
      const last = feed(decoder.end(), true);
      const rest = number(records.end());
      if (rows === 0)
        throw new ReadRefusal(
          "empty_file",
          "This file is empty. Choose one with a header and at least one row.",
        );
      return [...last, ...rest];
    },
    about: () => ({
      charset: decoder.charset(),
      delimiter: delimiter ?? ",",
      rows,
      bytes: bytesRead,
      damaged: decoder.damaged(),
    }),
  };
}

/** Reads a whole file from an async source, batch by batch: a CSV as it arrives, a workbook once it is there. */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  options: ReaderOptions = {},
): AsyncGenerator<RawRow[], Reader, void> {
  const reader = createReader(options);
  const slice = pieceOf(options.keepText ?? false);
  const workbook: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of source) {
    if (workbook.length > 0 || (size === 0 && isZip(bytes))) {
      workbook.push(bytes);
      size += bytes.length;
      if (size > MAX_WORKBOOK_BYTES) throw workbookTooLarge();
      continue;
    }
    size += bytes.length;
    // A slice at a time: rows that are used while they are fresh never leave the processor's cache.
    for (let from = 0; from < bytes.length; from += slice) {
      const batch = reader.push(bytes.length <= slice ? bytes : bytes.subarray(from, from + slice));
      if (batch.length > 0) yield batch;
    }
  }
  if (workbook.length > 0) {
    const { readWorkbook } = await import("./xlsx");
    yield* readWorkbook(joined(workbook, size));
    return reader;
  }
  const batch = reader.end();
  if (batch.length > 0) yield batch;
  return reader;
}

function isBlank(cells: readonly string[]): boolean {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (cell !== undefined && !isBlankCell(cell)) return false;
  }
  return true;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function refuseKnownBinary(bytes: Uint8Array): void {
  const starts = (magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (isZip(bytes) || starts(OLE)) {
    throw new ReadRefusal(
      "not_a_sheet",
      "This is a workbook or an archive, not a CSV. In the spreadsheet choose File, Save as, CSV UTF-8, and choose that file.",
    );
  }
  const name = nameOfFile(bytes);
  if (name) throw new ReadRefusal("binary", notASheet(name));
}

function refuseOtherText(text: string): void {
  const start = text.slice(0, 200);
  if (WEB_PAGE.test(start)) {
    throw new ReadRefusal(
      "not_a_sheet",
      "This is a web page, not a CSV: a download that asked to sign in ends like this. Download the sheet again and choose that file.",
      1,
    );
  }
  if (JSON_TEXT.test(start)) {
    throw new ReadRefusal(
      "not_a_sheet",
      "This is JSON, not a CSV. Export the posts as CSV and choose that file.",
      1,
    );
  }
}

const SAMPLE = 65_536;
/** Mostly enough for as many records as are compared. */
const SHORT_SAMPLE = 8_192;
const COMPARED = 20;

/** The delimiter under which the first records hold the most known headers, else the steadiest number of columns. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE);
  const start = text.slice(0, SHORT_SAMPLE);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: -1 };
  for (const delimiter of DELIMITERS) {
    const few = filledRecords(firstRecords(start, delimiter, text.length <= SHORT_SAMPLE));
    const records =
      few.length === COMPARED ? few : filledRecords(firstRecords(sample, delimiter, text.length <= SAMPLE));
    const score = scoreOf(records, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

const filledRecords = (found: readonly string[][]): string[][] =>
  found.filter((cells) => !isBlank(cells)).slice(0, COMPARED);

function scoreOf(records: readonly string[][], delimiter: Delimiter): number {
  // Where an unclosed quote swallows everything there is nothing to compare: the comma is the upstream's own.
  if (records.length === 0) return delimiter === "," ? 0 : -1;
  const headers = records
    .slice(0, 8)
    .map((cells) => cells.filter((cell) => KNOWN_HEADERS.has(normaliseHeader(cell))).length);
  const widths = records.map((cells) => cells.length);
  const width = Math.max(1, ...widths);
  const common = Math.max(...widths.map((one) => widths.filter((other) => other === one).length));
  return (
    Math.max(...headers) * 100 + (width > 1 ? (common / widths.length) * 10 + Math.min(width, 40) / 100 : 0)
  );
}
