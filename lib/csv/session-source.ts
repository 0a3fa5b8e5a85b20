import { createReader, type RawRow, type Reader } from "./read";
import { pieceOf } from "./records";
import { isZip, MAX_WORKBOOK_BYTES, workbookTooLarge } from "./zip";

/** Bytes of the chosen file; a browser's File fits. */
export type ByteSource = {
  name: string;
  size: number;
  slice: (from: number, to: number) => Promise<Uint8Array>;
  /** All of it in chunks that are read ahead, where the platform does so. */
  stream?: () => AsyncIterable<Uint8Array>;
};

const CHUNK = 1024 * 1024;
/** Bytes that are enough for the first rows, which a person waits for. */
const FIRST_SLICE = 64 * 1024;
/** Bytes whose rows are answered together. */
const SLICE = pieceOf(true);

export type SourcePiece = { rows: RawRow[]; bytes: number; reader: Reader | null };

/** Reads the chosen file piece by piece, a CSV or a workbook; `bytes` says how far. Throws `ReadRefusal`. */
export async function* readSource(source: ByteSource): AsyncGenerator<SourcePiece, void, void> {
  const reader = createReader({ keepText: true });
  let bytes = 0;
  for await (const chunk of (source.stream ?? (() => slicesOf(source)))()) {
    if (bytes === 0 && isZip(chunk)) {
      yield* readWorkbookOf(source);
      return;
    }
    for (let from = 0; from < chunk.length; ) {
      const slice = chunk.subarray(from, from + (bytes === 0 ? FIRST_SLICE : SLICE));
      from += slice.length;
      bytes += slice.length;
      yield { rows: reader.push(slice), bytes, reader };
    }
  }
  yield { rows: reader.end(), bytes, reader };
}

async function* readWorkbookOf({ size, slice }: ByteSource): AsyncGenerator<SourcePiece, void, void> {
  if (size > MAX_WORKBOOK_BYTES) throw workbookTooLarge();
  // Only who opens a workbook loads what reads it.
  const { readWorkbook } = await import("./xlsx");
  for await (const rows of readWorkbook(await slice(0, size))) yield { rows, bytes: size, reader: null };
}

async function* slicesOf({ size, slice }: ByteSource): AsyncGenerator<Uint8Array, void, void> {
  for (let from = 0; from < size; from += CHUNK) yield await slice(from, Math.min(size, from + CHUNK));
}
