export const CHARSETS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Charset = (typeof CHARSETS)[number];

export const CHARSET_LABELS: Record<Charset, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252",
};

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
  /** Whether some bytes meant nothing in the charset and became `�`. */
  damaged: () => boolean;
};

/** Length without a UTF-8 character that the chunk cuts off. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/**
 * Bytes that are no valid UTF-8: one damaged character among many good ones leaves a file UTF-8, while in Windows-1252
 * nearly every character beyond ASCII is invalid.
 */
function guess(bytes: Uint8Array): Charset {
  const text = new TextDecoder("utf-8").decode(bytes);
  let beyond = 0;
  let bad = 0;
  for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) {
    beyond++;
    if (character === REPLACEMENT) bad++;
  }
  return bad * 10 <= beyond ? "utf-8" : "windows-1252";
}

const REPLACEMENT = "\ufffd";

/**
 * Decodes a file as it arrives. The charset is known by its mark, else by its zeros, else the file is taken for UTF-8
 * until the first chunk with another character than ASCII says otherwise.
 */
export function createDecoder(forced?: Charset): Decoder {
  let charset: Charset | null = forced ?? null;
  let decoder: TextDecoder | null = forced ? new TextDecoder(forced) : null;
  /** The file's first bytes, held until there are enough to judge them by. */
  let head: Uint8Array | null = new Uint8Array();
  /** While all was ASCII: the beginning of a character that the last chunk cut off. */
  let cut = new Uint8Array();
  let damaged = false;
  const strict = new TextDecoder("utf-8", { fatal: true });

  function settle(found: Charset): TextDecoder {
    charset = found;
    decoder = new TextDecoder(found);
    return decoder;
  }

  function noted(text: string): string {
    damaged ||= text.includes(REPLACEMENT);
    return text;
  }

  function decode(bytes: Uint8Array): string {
    if (decoder) return noted(decoder.decode(bytes, { stream: true }));
    const all = joined(cut, bytes);
    const whole = wholeCharacters(all);
    try {
      const text = strict.decode(all.subarray(0, whole));
      cut = all.slice(whole);
      if (text.length < whole) settle("utf-8").decode(takeCut(), { stream: true });
      return text;
    } catch {
      cut = new Uint8Array();
      return noted(settle(guess(all)).decode(all, { stream: true }));
    }
  }

  function takeCut(): Uint8Array {
    const rest = cut;
    cut = new Uint8Array();
    return rest;
  }

  function openWith(bytes: Uint8Array): string {
    head = null;
    const certain = forced ? null : (markOf(bytes) ?? utf16WithoutMark(bytes));
    if (certain) settle(certain);
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
      const rest = cut.length > 0 ? settle("windows-1252").decode(takeCut(), { stream: true }) : "";
      return text + rest + (decoder ? noted(decoder.decode()) : "");
    },
    charset: () => charset ?? "utf-8",
    damaged: () => damaged,
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
