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

const AHEAD = 2;
/** Bytes whose rows are answered together: what is used while it is fresh never leaves the processor's cache. */
const SLICE = 64 * 1024;

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
  let bytes = 0;
  for await (const chunk of chunksOf(source, first)) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE);
      bytes += slice.length;
      yield { rows: reader.push(slice), bytes, reader };
    }
  }
  yield { rows: reader.end(), bytes, reader };
}

/** The file's chunks; the next two are on their way while one is worked on. */
async function* chunksOf(source: ByteSource, first: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  const { size } = source;
  const coming: Promise<Uint8Array>[] = [];
  let asked = first.length;
  function ask(): void {
    while (coming.length < AHEAD && asked < size) {
      const to = Math.min(size, asked + CHUNK);
      const chunk = source.slice(asked, to);
      // Where the file is refused before, nobody waits for it any more.
      chunk.catch(() => undefined);
      coming.push(chunk);
      asked = to;
    }
  }
  ask();
  yield first;
  for (let next = coming.shift(); next; next = coming.shift()) {
    const chunk = await next;
    ask();
    yield chunk;
  }
}
