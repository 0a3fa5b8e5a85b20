import { localOf, toUpstreamDate } from "./dates";
import { nameOfArchive, notASheet } from "./known-files";
import { MAX_ROWS, type RawRow } from "./read";
import { ReadRefusal } from "./refusal";
import { attributeOf, readXml } from "./xml";
import {
  type Allowance,
  listEntries,
  MAX_WORKBOOK_BYTES,
  readEntry,
  workbookTooLarge,
  type ZipEntry,
} from "./zip";
import { dayNumber } from "./zone";

const MOST_UNPACKED = 600 * 1024 * 1024;
const MOST_COLUMNS = 200;
const BATCH = 1000;
const EPOCH_1900 = dayNumber(1899, 12, 30);
const EPOCH_1904 = dayNumber(1904, 1, 1);

type Workbook = { sheet: ZipEntry; strings: ZipEntry | null; styles: ZipEntry | null; epoch: number };

/**
 * Reads the first visible sheet of an .xlsx workbook as rows of text, dates written as the upstream's template shows
 * them. Bounded: a file that is no workbook, has a password or unpacks to gigabytes is refused (`ReadRefusal`).
 */
export async function* readWorkbook(bytes: Uint8Array): AsyncGenerator<RawRow[], void, void> {
  if (bytes.length > MAX_WORKBOOK_BYTES) throw workbookTooLarge();
  const allowance: Allowance = { bytes: MOST_UNPACKED };
  const workbook = await openWorkbook(bytes, allowance);
  const strings = workbook.strings ? await readStrings(readEntry(bytes, workbook.strings, allowance)) : [];
  const dates = workbook.styles
    ? await readDateStyles(readEntry(bytes, workbook.styles, allowance))
    : new Set<number>();
  yield* readSheet(readEntry(bytes, workbook.sheet, allowance), { strings, dates, epoch: workbook.epoch });
}

const notAWorkbook = (message: string): ReadRefusal => new ReadRefusal("not_a_sheet", message);

async function openWorkbook(bytes: Uint8Array, allowance: Allowance): Promise<Workbook> {
  const entries = new Map(listEntries(bytes).map((entry) => [entry.name, entry]));
  const book = entries.get("xl/workbook.xml");
  if (!book) {
    if (entries.has("xl/workbook.bin") || entries.has("content.xml"))
      throw notAWorkbook("This kind of workbook is not read. Save it as .xlsx or CSV, and choose that file.");
    const name = nameOfArchive((one) => entries.has(one));
    if (name) throw notAWorkbook(notASheet(name));
    throw notAWorkbook(
      "This is a zip archive without a workbook in it. Unpack it and choose the sheet itself.",
    );
  }
  let sheetId: string | null = null;
  let epoch = EPOCH_1900;
  for await (const events of readXml(readEntry(bytes, book, allowance)))
    for (const event of events) {
      if (event.kind !== "open") continue;
      if (event.name === "workbookPr" && /^(1|true)$/.test(attributeOf(event.attributes, "date1904") ?? ""))
        epoch = EPOCH_1904;
      if (event.name !== "sheet" || (attributeOf(event.attributes, "state") ?? "visible") !== "visible")
        continue;
      sheetId ??= attributeOf(event.attributes, "[\\w]+:id");
    }
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  let target: string | null = null;
  if (relations && sheetId) {
    for await (const events of readXml(readEntry(bytes, relations, allowance)))
      for (const event of events) {
        if (event.kind === "open" && attributeOf(event.attributes, "Id") === sheetId)
          target = attributeOf(event.attributes, "Target");
      }
  }
  const path = target?.startsWith("/") ? target.slice(1) : `xl/${target}`;
  const sheet = entries.get(path) ?? entries.get("xl/worksheets/sheet1.xml");
  if (!sheet)
    throw notAWorkbook(
      "This workbook has no sheet that can be seen. Show it, save, and choose the file again.",
    );
  return {
    sheet,
    epoch,
    strings: entries.get("xl/sharedStrings.xml") ?? null,
    styles: entries.get("xl/styles.xml") ?? null,
  };
}

/** `_x000D_` and its like stand for characters XML cannot hold; newlines become plain ones. */
function plainText(text: string): string {
  const decoded = text.includes("_x")
    ? text
        .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        // What no text may hold: NUL, and half of a character.
        .replaceAll("\0", "")
        .toWellFormed()
    : text;
  return decoded.includes("\r") ? decoded.replace(/\r\n?/g, "\n") : decoded;
}

async function readStrings(pieces: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let inReading = false;
  for await (const events of readXml(pieces))
    for (const event of events) {
      if (event.kind === "text") {
        if (inText && !inReading) text += event.text;
      } else if (event.name === "t") inText = event.kind === "open" && !event.empty;
      // How a word is pronounced stands beside it in Japanese sheets.
      else if (event.name === "rPh") inReading = event.kind === "open" && !event.empty;
      else if (event.name === "si") {
        if (event.kind === "close" || event.empty) strings.push(plainText(text));
        text = "";
      }
    }
  return strings;
}

/** Which cell styles show a number as a date or a time. */
async function readDateStyles(pieces: AsyncIterable<string>): Promise<Set<number>> {
  const formats = new Set<number>();
  const dates = new Set<number>();
  let inCells = false;
  let style = 0;
  for await (const events of readXml(pieces))
    for (const event of events) {
      if (event.kind === "text") continue;
      if (event.name === "cellXfs") inCells = event.kind === "open";
      if (event.kind !== "open") continue;
      if (event.name === "numFmt") {
        const code = (attributeOf(event.attributes, "formatCode") ?? "").replace(
          /"[^"]*"|\[[^\]]*\]|\\./g,
          "",
        );
        if (/[ymdhs]/i.test(code) && !/^general$/i.test(code))
          formats.add(Number(attributeOf(event.attributes, "numFmtId")));
      }
      if (event.name === "xf" && inCells) {
        const format = Number(attributeOf(event.attributes, "numFmtId") ?? 0);
        if ((format >= 14 && format <= 22) || (format >= 45 && format <= 47) || formats.has(format))
          dates.add(style);
        style++;
      }
    }
  return dates;
}

type Reading = { strings: readonly string[]; dates: ReadonlySet<number>; epoch: number };

async function* readSheet(
  pieces: AsyncIterable<string>,
  reading: Reading,
): AsyncGenerator<RawRow[], void, void> {
  let batch: RawRow[] = [];
  let row = 0;
  let rows = 0;
  let cells: string[] = [];
  let column = -1;
  let type = "n";
  let style = 0;
  let value = "";
  let inValue = false;
  for await (const events of readXml(pieces))
    for (const event of events) {
      if (event.kind === "text") {
        if (inValue) value += event.text;
        continue;
      }
      const opens = event.kind === "open";
      if (event.name === "v" || event.name === "t") inValue = opens && !event.empty;
      else if (event.name === "c" && opens) {
        column = columnOf(attributeOf(event.attributes, "r")) ?? column + 1;
        type = attributeOf(event.attributes, "t") ?? "n";
        style = Number(attributeOf(event.attributes, "s") ?? 0);
        value = "";
      } else if (event.name === "c") {
        if (column < MOST_COLUMNS) cells[column] = textOf(value, type, style, reading);
      } else if (event.name === "row" && opens) {
        row = Number(attributeOf(event.attributes, "r") ?? row + 1);
        cells = [];
        column = -1;
      } else if (event.name === "row") {
        rows++;
        if (rows > MAX_ROWS + 2)
          throw new ReadRefusal(
            "too_many_rows",
            "This sheet has more than 1,000,000 rows. Cut it into smaller files.",
          );
        if (cells.some((cell) => cell?.trim()))
          batch.push({ row, cells: Array.from(cells, (cell) => cell ?? "") });
        if (batch.length >= BATCH) {
          yield batch;
          batch = [];
        }
      }
    }
  if (batch.length > 0) yield batch;
}

/** `BC12` is column 54, from 0; null: no address. */
function columnOf(address: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(address ?? "")?.[0];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function textOf(value: string, type: string, style: number, { strings, dates, epoch }: Reading): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "d") return toUpstreamDate(value.slice(0, 19));
  if (type !== "n") return plainText(value);
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) return value;
  return dates.has(style) ? dateText(number, epoch) : String(number);
}

function dateText(serial: number, epoch: number): string {
  const seconds = Math.round(serial * 86_400);
  // A time of day alone has no date; the date stands in another column.
  if (serial < 1) return toUpstreamDate(localOf(0, seconds % 86_400)).slice(11);
  const local = localOf(epoch + Math.floor(seconds / 86_400), seconds % 86_400);
  return Number.isInteger(serial) ? local.slice(0, 10) : toUpstreamDate(local);
}
