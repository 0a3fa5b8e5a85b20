import { FIELD_KEYS, type FieldKey, type Fields } from "./formats";

/** A row's cells in the order of `FIELD_KEYS`, "" where it has none: one shape for every file, which keeps checks fast. */
export type Values = string[];

export const FIELD_COUNT = FIELD_KEYS.length;

export const FIELD_INDEX = Object.fromEntries(FIELD_KEYS.map((key, index) => [key, index])) as Record<
  FieldKey,
  number
>;

export const emptyValues = (): Values => Array<string>(FIELD_COUNT).fill("");

/** Fills `into` with a row's fields and answers it. */
export function valuesOf(fields: Fields, into: Values): Values {
  for (let index = 0; index < FIELD_COUNT; index++) {
    const key = FIELD_KEYS[index];
    into[index] = (key !== undefined && fields[key]) || "";
  }
  return into;
}

/** Reads records of one file into one reused list of values: what it answers holds until the next call. */
export function createValueReader(
  columns: readonly (FieldKey | null)[],
): (cells: readonly string[]) => Values {
  const from: number[] = [];
  const to: number[] = [];
  columns.forEach((key, index) => {
    if (key === null) return;
    from.push(index);
    to.push(FIELD_INDEX[key]);
  });
  const values = emptyValues();
  return (cells) => {
    for (let at = 0; at < from.length; at++) values[to[at] ?? 0] = cells[from[at] ?? 0] ?? "";
    return values;
  };
}
