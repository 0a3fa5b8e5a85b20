import { createReader, type RawRow, type Reader } from "./read";
import { isZip, MAX_WORKBOOK_BYTES, workbookTooLarge } from "./zip";

/** Bytes of the chosen file; a browser's File fits. */
export type ByteSource = {
  name: string;
  size: number;
  slice: (from: number, to: number) => Promise<Uint8Array>;
};

const CHUNK = 1024 * 1024;
/** The first slice is as small as finding out the delimiter allows, so that the first rows are on the page at once. */
const FIRST_CHUNK = 80 * 1024;

export type SourcePiece = { rows: RawRow[]; bytes: number; reader: Reader | null };

/** Reads the chosen file piece by piece, a CSV or a workbook; `bytes` says how far. Throws `ReadRefusal`. */
export async function* readSource(source: ByteSource): AsyncGenerator<SourcePiece, void, void> {
  const { size } = source;
  const first = await source.slice(0, Math.min(size, FIRST_CHUNK));
  if (isZip(first)) {
    if (size > MAX_WORKBOOK_BYTES) throw workbookTooLarge();
    // Only who opens a workbook loads what reads it.
    const { readWorkbook } = await import("./xlsx");
    for await (const rows of readWorkbook(await source.slice(0, size)))
      yield { rows, bytes: size, reader: null };
    return;
  }
  const reader = createReader({ keepText: true });
  let bytes = first.length;
  yield { rows: reader.push(first), bytes, reader };
  while (bytes < size) {
    const to = Math.min(size, bytes + CHUNK);
    const rows = reader.push(await source.slice(bytes, to));
    bytes = to;
    yield { rows, bytes, reader };
  }
  yield { rows: reader.end(), bytes, reader };
}
