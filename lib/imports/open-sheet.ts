import type { Context } from "@/lib/context";
import { type FieldKey, type Fields, mapColumns, originOf, type RawRow, readRows } from "@/lib/csv";
import type { BatchRow } from "./repository";
import { readPart } from "./repository";
import { MAX_PART_BYTES, type Reading } from "./schema";

const HEADER_ROWS = 30;

/** The batch that received the file of this one: a file for several locations is stored once. */
export const fileBatchOf = ({ id, groupId }: Pick<BatchRow, "id" | "groupId">): string => groupId ?? id;

/** The received file as rows, part by part: no more of it is held than a part and what is being parsed. */
export async function* openSheet(
  ctx: Context,
  batch: Pick<BatchRow, "id" | "groupId" | "fileSize">,
  onPart?: (bytes: Uint8Array) => void,
): AsyncGenerator<RawRow[], void, void> {
  const fileId = fileBatchOf(batch);
  const parts = Math.ceil(batch.fileSize / MAX_PART_BYTES);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let part = 0; part < parts; part++) {
      const stored = await readPart(ctx.db, fileId, part);
      if (!stored) continue;
      onPart?.(stored);
      yield stored;
    }
  }
  yield* readRows(bytes());
}

/** The rows of a sheet below its header, once the first ones said what the columns are. */
export async function* withoutHeader(
  sheet: AsyncIterable<RawRow[]>,
): AsyncGenerator<{ map: ReturnType<typeof mapColumns>; rows: RawRow[] }, void, void> {
  let held: RawRow[] = [];
  let map: ReturnType<typeof mapColumns> | null = null;
  for await (const rows of sheet) {
    if (map) {
      yield { map, rows };
      continue;
    }
    held = held.length === 0 ? rows : [...held, ...rows];
    if (held.length < HEADER_ROWS) continue;
    map = mapColumns(held.slice(0, HEADER_ROWS).map((row) => row.cells));
    yield { map, rows: held.slice(map.headerRows) };
  }
  if (map) return;
  map = mapColumns(held.map((row) => row.cells));
  yield { map, rows: held.slice(map.headerRows) };
}

export type SheetRow = { row: number; fields: Fields };

/**
 * Makes the person's rows of the file's: fields by the columns, their edits over them, and after a row those that were
 * split off it for one network.
 */
export function createRowMaker(
  columns: readonly (FieldKey | null)[],
  reading: Pick<Reading, "edits" | "added">,
): (raw: RawRow) => SheetRow[] {
  const used = columns.flatMap((key, index) => (key ? [[key, index] as const] : []));
  const edits = new Map<number, Reading["edits"]>();
  for (const edit of reading.edits) {
    const present = edits.get(edit.row);
    if (present) present.push(edit);
    else edits.set(edit.row, [edit]);
  }
  const added = new Map<number, number[]>();
  for (const number of reading.added) {
    const { row, platform } = originOf(number);
    if (platform !== null) added.set(row, [...(added.get(row) ?? []), number]);
  }
  const fieldsOf = (cells: readonly string[], row: number): Fields => {
    const fields: Fields = {};
    for (const [key, index] of used) {
      const cell = cells[index];
      if (cell) fields[key] = cell;
    }
    for (const { field, value } of edits.get(row) ?? []) {
      if (value === "") delete fields[field];
      else fields[field] = value;
    }
    return fields;
  };
  return ({ row, cells }) => {
    const own = { row, fields: fieldsOf(cells, row) };
    const more = added.size === 0 ? undefined : added.get(row);
    return more ? [own, ...more.map((number) => ({ row: number, fields: fieldsOf(cells, number) }))] : [own];
  };
}
