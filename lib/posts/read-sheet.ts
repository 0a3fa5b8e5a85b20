import { FIELD_KEYS, type Fields, mapColumns, type RawRow, ReadRefusal, readRows } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { readPostIdHeader, type SheetScope } from "./sheet-scope";

export type SheetRow = { row: number; fields: Fields; postIds: string[] };
export type ReadSheet = { scope: SheetScope; columns: (keyof Fields)[]; rows: SheetRow[]; raw: string[][] };

const MOST_ROWS = 20_000;
const HEADER_ROWS_LOOKED_AT = 20;

/** A sheet that was downloaded for editing. Throws `unprocessable` with the reader's own sentence where it is none. */
export async function readSheet(bytes: Uint8Array): Promise<ReadSheet> {
  const raw: RawRow[] = [];
  async function* source() {
    yield bytes;
  }
  try {
    for await (const batch of readRows(source())) {
      raw.push(...batch);
      if (raw.length > MOST_ROWS)
        throw new AppError("unprocessable", {
          message: "More than 20,000 rows cannot be compared at once. Download fewer posts for editing.",
        });
    }
  } catch (cause) {
    if (!(cause instanceof ReadRefusal)) throw cause;
    throw new AppError("unprocessable", { message: cause.message, cause });
  }
  const map = mapColumns(raw.slice(0, HEADER_ROWS_LOOKED_AT).map((row) => row.cells));
  const { column, scope } = readPostIdHeader(map.names);
  const body = raw.slice(map.headerRows);
  const columns = FIELD_KEYS.filter((key) => map.columns.includes(key));
  const rows = body.map(({ row, cells }): SheetRow => {
    const fields: Fields = {};
    map.columns.forEach((key, index) => {
      if (key && index !== column) fields[key] = cells[index] ?? "";
    });
    const postIds = (cells[column] ?? "").split(/[\s,;]+/).filter(Boolean);
    return { row, fields, postIds: [...new Set(postIds)] };
  });
  return { scope, columns, rows, raw: body.map(({ cells }) => cells) };
}
