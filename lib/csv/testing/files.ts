import { createReader, type RawRow } from "../read";
import { ReadRefusal } from "../refusal";

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function readAll(bytes: Uint8Array, chunk = bytes.length || 1): RawRow[] {
  const reader = createReader();
  const rows: RawRow[] = [];
  for (let from = 0; from < bytes.length; from += chunk)
    rows.push(...reader.push(bytes.subarray(from, from + chunk)));
  return [...rows, ...reader.end()];
}

/** Why a file is refused; throws where it is not. */
export function refusalOf(bytes: Uint8Array): ReadRefusal {
  try {
    readAll(bytes, 65_536);
  } catch (error) {
    if (error instanceof ReadRefusal) return error;
    throw error;
  }
  throw new Error("was not refused");
}
