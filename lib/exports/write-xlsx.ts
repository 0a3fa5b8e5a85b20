import { type Cell, type Column, type ExportTable, looksLikeFormula } from "./table";
import { type ZipSource, zipStream } from "./zip-stream";

/** A sheet ends here; what is left goes on in a further one. */
export const SHEET_ROWS = 1_048_576;
/** More than this a cell cannot hold. */
const CELL_LENGTH = 32_767;
const CUT = " … (cut here: a cell holds 32,767 characters)";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Indexes into the styles below. */
const STYLE = { plain: 0, head: 1, date: 2, moment: 3, quoted: 4, percent: 5 } as const;
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/**
 * An Excel workbook as a stream: numbers are numbers, days and moments (UTC) are dates, the header stays in sight and can be
 * filtered by. All text is stored as text, so nothing in it is ever run.
 */
export function writeXlsx(table: ExportTable, sheetRows = SHEET_ROWS): AsyncGenerator<Uint8Array> {
  return zipStream(filesOf(table, sheetRows));
}

async function* filesOf(table: ExportTable, sheetRows: number): AsyncGenerator<ZipSource> {
  const rows = rowsOf(table);
  let next = await rows.next();
  let sheets = 0;
  try {
    do {
      sheets++;
      const sheet = async function* (): AsyncGenerator<string> {
        yield sheetStart(table.columns);
        let line = 1;
        let lines = "";
        for (; !next.done && line < sheetRows; next = await rows.next()) {
          line++;
          lines += row(next.value, table.columns, line);
          if (lines.length > 65_536) {
            yield lines;
            lines = "";
          }
        }
        const corner = `${letters(table.columns.length - 1)}${line}`;
        yield `${lines}</sheetData><autoFilter ref="A1:${corner}"/></worksheet>`;
      };
      yield { name: `xl/worksheets/sheet${sheets}.xml`, pieces: sheet() };
    } while (!next.done);
  } finally {
    await rows.return(undefined);
  }
  yield* frame(table.title, sheets);
}

async function* rowsOf(table: ExportTable): AsyncGenerator<readonly Cell[]> {
  for await (const page of table.pages) yield* page;
}

function sheetStart(columns: readonly Column[]): string {
  const widths = columns.map(
    ({ name, kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${kind === "moment" ? 20 : Math.max(12, name.length + 3)}" customWidth="1"/>`,
  );
  const head = columns.map(({ name }, index) => text(name, `${letters(index)}1`, STYLE.head));
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${head.join("")}</row>`;
}

function row(cells: readonly Cell[], columns: readonly Column[], line: number): string {
  const written = columns.map(({ kind }, index) =>
    cell(cells[index] ?? null, kind, `${letters(index)}${line}`),
  );
  return `<row r="${line}">${written.join("")}</row>`;
}

function cell(value: Cell, kind: Column["kind"], at: string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "number") return Number.isFinite(value) ? `<c r="${at}"><v>${value}</v></c>` : "";
  if (kind === "date") return `<c r="${at}" s="${STYLE.date}"><v>${serial(`${value}T00:00:00Z`)}</v></c>`;
  if (kind === "moment") return `<c r="${at}" s="${STYLE.moment}"><v>${serial(value)}</v></c>`;
  return text(value, at, looksLikeFormula(value) ? STYLE.quoted : STYLE.plain);
}

/** Days since the end of 1899, as spreadsheets count them. */
const serial = (moment: string): number => Date.parse(moment) / 86_400_000 + 25_569;

function text(value: string, at: string, style: number): string {
  const fitting = value.length > CELL_LENGTH ? `${value.slice(0, CELL_LENGTH - CUT.length)}${CUT}` : value;
  return `<c r="${at}" t="inlineStr"${style === 0 ? "" : ` s="${style}"`}><is><t xml:space="preserve">${xml(fitting)}</t></is></c>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for most control characters and for halves of a character. */
function xml(value: string): string {
  return value
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

function* frame(title: string, sheets: number): Generator<ZipSource> {
  const name = xml(title.replace(/[\\/?*[\]:]/g, " ").slice(0, 25));
  const all = Array.from({ length: sheets }, (_, index) => index + 1);
  const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  yield {
    name: "xl/workbook.xml",
    pieces: [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${all
        .map((n) => `<sheet name="${name}${n === 1 ? "" : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
        .join("")}</sheets></workbook>`,
    ],
  };
  yield {
    name: "xl/_rels/workbook.xml.rels",
    pieces: [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all
        .map(
          (n) =>
            `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
        )
        .join("")}<Relationship Id="styles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
  };
  yield { name: "xl/styles.xml", pieces: [STYLES] };
  yield {
    name: "_rels/.rels",
    pieces: [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  };
  yield {
    name: "[Content_Types].xml",
    pieces: [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>${all
        .map(
          (n) =>
            `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
        )
        .join("")}<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
    ],
  };
}
