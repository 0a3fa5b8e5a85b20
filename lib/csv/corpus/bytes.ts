export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function utf16(text: string, end: "le" | "be", mark: boolean): Uint8Array {
  const whole = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < whole.length; at++) view.setUint16(at * 2, whole.charCodeAt(at), end === "le");
  return bytes;
}

const HIGH: Record<string, number> = {
  "€": 0x80,
  "“": 0x93,
  "”": 0x94,
  "’": 0x92,
  "–": 0x96,
  "—": 0x97,
  "…": 0x85,
};

/** Windows-1252, for the characters the corpus needs. */
export function latin(text: string): Uint8Array {
  return Uint8Array.from([...text].map((one) => HIGH[one] ?? one.charCodeAt(0)));
}
