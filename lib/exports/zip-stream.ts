import type { Writable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** One file of a zip. Its pieces are read when their turn comes. */
export type ZipSource = {
  name: string;
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
};

type Written = { name: Buffer; crc: number; packed: number; size: number; at: number };

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
/** Sizes follow the data, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;
/** 1 January 1980, the first day a zip knows: the same content is the same file. */
const DATE = 0x21;
const MOST = 0xffff_ffff;

/** A zip as a stream: nothing of it is kept but the table of contents. */
export async function* zipStream(sources: AsyncIterable<ZipSource>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  for await (const source of sources) {
    const entry: Written = { name: Buffer.from(source.name), crc: 0, packed: 0, size: 0, at };
    const head = localHeader(entry.name);
    yield head;
    for await (const piece of deflated(source.pieces, entry)) {
      entry.packed += piece.length;
      yield piece;
    }
    yield descriptor(entry);
    at += head.length + entry.packed + 16;
    if (at > MOST || entry.size > MOST) throw new Error("the workbook grew beyond what a zip can hold");
    written.push(entry);
  }
  yield directory(written, at);
}

async function* deflated(pieces: ZipSource["pieces"], entry: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  let failure: unknown = null;
  const feed = async (): Promise<void> => {
    try {
      for await (const piece of pieces) {
        const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
        entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.length;
        if (deflate.destroyed) return;
        if (!deflate.write(bytes)) await roomIn(deflate);
      }
      deflate.end();
    } catch (error) {
      failure = error;
      deflate.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const feeding = feed();
  try {
    for await (const piece of deflate) yield piece;
  } finally {
    deflate.destroy();
    await feeding;
  }
  if (failure) throw failure;
}

/** Waits until the stream takes more, or is gone. */
function roomIn(stream: Writable): Promise<void> {
  if (stream.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const go = () => {
      stream.off("drain", go);
      stream.off("close", go);
      resolve();
    };
    stream.on("drain", go);
    stream.on("close", go);
  });
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30 + name.length);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATE, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  name.copy(head, 30);
  return head;
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(DESCRIPTOR, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directory(entries: readonly Written[], at: number): Buffer {
  const records = entries.map(({ name, crc, packed, size, at: start }) => {
    const record = Buffer.alloc(46 + name.length);
    record.writeUInt32LE(DIRECTORY, 0);
    record.writeUInt16LE(VERSION, 4);
    record.writeUInt16LE(VERSION, 6);
    record.writeUInt16LE(FLAGS, 8);
    record.writeUInt16LE(DEFLATE, 10);
    record.writeUInt16LE(DATE, 14);
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(packed, 20);
    record.writeUInt32LE(size, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(start, 42);
    name.copy(record, 46);
    return record;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    records.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...records, end]);
}
