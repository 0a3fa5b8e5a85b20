import { utf8 } from "./bytes";

const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const words = (...parts: [value: number, bytes: 2 | 4][]): number[] =>
  parts.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, at) => (value >>> (at * 8)) & 0xff));

/** A zip of named texts, as a spreadsheet program writes one; `flags` 1 marks its entries encrypted. */
export async function zip(files: Record<string, string>, flags = 0): Promise<Uint8Array> {
  const out: number[] = [];
  const directory: number[] = [];
  for (const [name, text] of Object.entries(files)) {
    const bytes = utf8(text);
    const packed = await deflated(new Uint8Array(bytes));
    const label = utf8(name);
    // Version, flags, method, time and date, checksum (nobody looks), sizes, lengths of name and extra field.
    const head = words(
      [20, 2],
      [flags, 2],
      [8, 2],
      [0, 4],
      [0, 4],
      [packed.length, 4],
      [bytes.length, 4],
      [label.length, 2],
      [0, 2],
    );
    directory.push(
      ...words([0x02014b50, 4], [20, 2]),
      ...head,
      ...words([0, 2], [0, 2], [0, 2], [0, 4], [out.length, 4]),
      ...label,
    );
    out.push(...words([0x04034b50, 4]), ...head, ...label, ...packed);
  }
  const count = Object.keys(files).length;
  const end = words(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [directory.length, 4],
    [out.length, 4],
    [0, 2],
  );
  return Uint8Array.from([...out, ...directory, ...end]);
}

export type WorkbookParts = {
  /** The rows' XML, inside `sheetData`. */
  rows: string;
  strings?: string;
  styles?: string;
  properties?: string;
  sheets?: string;
  extra?: Record<string, string>;
};

/** A small workbook with one sheet, unless `sheets` says otherwise. */
export function workbook({
  rows,
  strings,
  styles,
  properties = "",
  sheets,
  extra = {},
}: WorkbookParts): Promise<Uint8Array> {
  return zip({
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${SHEET}" xmlns:r="${REL}">${properties}<sheets>${sheets ?? '<sheet name="Posts" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${SHEET}"><!-- a comment <row> --><sheetData>${rows}</sheetData></worksheet>`,
    ...(strings ? { "xl/sharedStrings.xml": `<sst>${strings}</sst>` } : {}),
    ...(styles ? { "xl/styles.xml": styles } : {}),
    ...extra,
  });
}
