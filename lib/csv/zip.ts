import { ReadRefusal } from "./refusal";

/** A workbook is read as a whole; posts of years fit many times over. */
export const MAX_WORKBOOK_BYTES = 64 * 1024 * 1024;

export const workbookTooLarge = (): ReadRefusal =>
  new ReadRefusal(
    "too_large",
    "This workbook is larger than 64 MB. Save the sheet as CSV, and choose that file.",
  );

/** Whether a file begins as a zip does. After PK a zip goes on with small numbers, a sentence with letters. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 255) < 9;

export type ZipEntry = { name: string; method: number; packed: number; size: number; at: number };

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 10_000;

const broken = (): ReadRefusal =>
  new ReadRefusal("not_a_sheet", "This workbook is damaged. Open it, save it again, and choose that file.");

/** The table of contents of a zip. Throws `ReadRefusal` where it has none, is encrypted or split. */
export function listEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES || at >= bytes.length) throw broken();
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY) throw broken();
    if (view.getUint16(at + 8, true) & 1) {
      throw new ReadRefusal(
        "not_a_sheet",
        "This workbook has a password. Save it without one, and choose that file.",
      );
    }
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= least; at--) if (view.getUint32(at, true) === END) return at;
  throw broken();
}

/** How many bytes may still come out of the archive; shared by all of its entries. */
export type Allowance = { bytes: number };

/**
 * An entry's text, piece by piece as it unpacks. What the archive claims of its size is not believed: bytes are counted
 * as they come, and one that unpacks past the allowance is refused there.
 */
export async function* readEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  allowance: Allowance,
): AsyncGenerator<string, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL) throw broken();
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.slice(start, start + entry.packed);
  if (packed.length !== entry.packed || (entry.method !== 0 && entry.method !== 8)) throw broken();
  const decoder = new TextDecoder();
  const pieces = entry.method === 0 ? [packed] : inflate(packed);
  for await (const piece of pieces) {
    allowance.bytes -= piece.length;
    if (allowance.bytes < 0) {
      throw new ReadRefusal(
        "too_large",
        "This workbook unpacks to more than 600 MB. Cut it into smaller files.",
      );
    }
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

async function* inflate(packed: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array, void, void> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw broken();
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
