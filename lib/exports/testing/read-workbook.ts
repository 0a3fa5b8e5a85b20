import { inflateRawSync } from "node:zlib";

export type SheetCell = { type: "text" | "number" | "boolean"; style: number; value: string | number };
export type Workbook = { names: string[]; sheets: { frozen: boolean; rows: SheetCell[][] }[] };

/** Reads a workbook of ours back, for tests: by its table of contents, as a spreadsheet program does. */
export function readWorkbook(bytes: Buffer): Workbook {
  const files = new Map<string, string>();
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
    const text = inflateRawSync(packed).toString("utf8");
    if (Buffer.byteLength(text) !== bytes.readUInt32LE(at + 24)) throw new Error(`${name} has another size`);
    files.set(name, text);
    at += 46 + nameLength;
  }
  const book = files.get("xl/workbook.xml") ?? "";
  const names = [...book.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name ?? "");
  const sheets = names.map((_, index) => {
    const text = files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? "";
    return { frozen: text.includes('state="frozen"'), rows: rowsOf(text) };
  });
  return { names, sheets };
}

function rowsOf(sheet: string): SheetCell[][] {
  return [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row]) =>
    [...(row ?? "").matchAll(/<c r="[A-Z]+\d+"([^>]*)>(.*?)<\/c>/gs)].map(([, marks, content]) => {
      const style = Number(/ s="(\d+)"/.exec(marks ?? "")?.[1] ?? 0);
      const text = /<t [^>]*>(.*)<\/t>/s.exec(content ?? "")?.[1];
      if (text !== undefined) return { type: "text", style, value: plain(text) };
      const type = marks?.includes('t="b"') ? "boolean" : "number";
      return { type, style, value: Number(/<v>(.*)<\/v>/.exec(content ?? "")?.[1]) };
    }),
  );
}

const plain = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
