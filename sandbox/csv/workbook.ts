import { inflateRawSync } from "node:zlib";

/** The cells of a workbook's first sheet as text; throws where the bytes are no workbook. */
export function readWorkbook(bytes: Uint8Array): string[][] {
  const entries = unzip(Buffer.from(bytes));
  const names = [...entries.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort();
  const sheet = entries.get(names[0] ?? "");
  if (sheet === undefined) throw new Error("The workbook holds no sheet.");
  const shared = [...(entries.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>([\s\S]*?)<\/si>/g)].map(
    (match) => texts(match[1] ?? ""),
  );
  return [...sheet.matchAll(/<row\b[^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map((row) =>
    cells(row[1] ?? "", shared),
  );
}

function cells(row: string, shared: readonly string[]): string[] {
  const line: string[] = [];
  for (const [, attributes = "", inner = ""] of row.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const letters = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1];
    const at = letters === undefined ? line.length : columnIndex(letters);
    while (line.length < at) line.push("");
    line[at] = cellText(attributes, inner, shared);
  }
  return line;
}

function cellText(attributes: string, inner: string, shared: readonly string[]): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1];
  if (type === "inlineStr") return texts(inner);
  const value = plainText(/<v[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? "");
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  return value;
}

function texts(xml: string): string {
  return [...xml.matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g)]
    .map((match) => plainText(match[1] ?? ""))
    .join("");
}

function plainText(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return named[name] ?? all;
  });
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Reads a zip by its central directory; stored and deflated entries only, which is all that sheets use. */
function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error("The file is no zip.");
  const entries = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error("The zip's directory is damaged.");
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    if (name.endsWith(".xml")) {
      const plain =
        zip.readUInt16LE(at + 10) === 8
          ? inflateRawSync(packed, { maxOutputLength: 64 * 1024 * 1024 })
          : packed;
      entries.set(name, plain.toString("utf8"));
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return entries;
}
