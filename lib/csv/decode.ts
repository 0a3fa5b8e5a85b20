import { ReadRefusal } from "./refusal";

export const CHARSETS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Charset = (typeof CHARSETS)[number];

export const CHARSET_LABELS: Record<Charset, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252",
};

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

function isUtf8(bytes: Uint8Array): boolean {
  // A chunk may end inside a character: up to three bytes at the end are left out of the judgement.
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    if (byte >= 0xc0) end = bytes.length - back;
    break;
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end));
    return true;
  } catch {
    return false;
  }
}

function markOf(bytes: Uint8Array): Charset | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without a mark shows in the zeros of its ASCII characters: every other byte, always on the same side. */
function utf16WithoutMark(bytes: Uint8Array): Charset | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.05) return "utf-16be";
  return null;
}

const HEAD_BYTES = 4096;

export type Decoder = {
  /** Text of the bytes so far, without a byte order mark. */
  push: (bytes: Uint8Array) => string;
  end: () => string;
  charset: () => Charset;
};

/**
 * Decodes a file as it arrives. The charset is known by its mark, else by its zeros, else it is UTF-8 until the first
 * chunk with another character than ASCII says otherwise. Throws `ReadRefusal` ("binary") on a NUL.
 */
export function createDecoder(forced?: Charset): Decoder {
  let charset: Charset | null = forced ?? null;
  let decided = forced !== undefined;
  let decoder: TextDecoder | null = null;
  /** The file's first bytes, held until there are enough to judge them by. */
  let head: Uint8Array | null = new Uint8Array();

  const check = (text: string): string => {
    if (text.includes("\0")) {
      throw new ReadRefusal(
        "binary",
        "This is no text file: it holds NUL characters. Save the sheet as CSV and choose that file.",
      );
    }
    return text;
  };

  function decode(bytes: Uint8Array): string {
    if (!decided) {
      if (isAscii(bytes)) return check(new TextDecoder("utf-8").decode(bytes));
      charset = isUtf8(bytes) ? "utf-8" : "windows-1252";
      decided = true;
    }
    decoder ??= new TextDecoder(charset ?? "utf-8");
    return check(decoder.decode(bytes, { stream: true }));
  }

  function openWith(bytes: Uint8Array): string {
    head = null;
    if (!forced) {
      const certain = markOf(bytes) ?? utf16WithoutMark(bytes);
      charset = certain;
      decided = certain !== null;
    }
    return decode(bytes);
  }

  return {
    push(bytes) {
      if (head === null) return decode(bytes);
      head = joined(head, bytes);
      return head.length < HEAD_BYTES ? "" : openWith(head);
    },
    end() {
      const text = head === null ? "" : openWith(head);
      return text + (decoder ? check(decoder.decode()) : "");
    },
    charset: () => charset ?? "utf-8",
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
