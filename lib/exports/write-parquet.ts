import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell, ColumnKind, ExportTable } from "./table";

/** Rows of one row group: a reader skips whole groups, and at no time more than one is in memory. */
export const ROW_GROUP = 20_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

const TYPES: Record<ColumnKind, Pick<SchemaElement, "type" | "converted_type">> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT64" },
  decimal: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  date: { type: "INT32", converted_type: "DATE" },
  moment: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

/** A Parquet file with typed, nullable columns, compressed with Snappy, one row group at a time. */
export async function* writeParquet(table: ExportTable, rowGroup = ROW_GROUP): AsyncGenerator<Uint8Array> {
  const { columns } = table;
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    createdBy: "2Chat Social",
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, kind }) => ({ name, repetition_type: "OPTIONAL" as const, ...TYPES[kind] })),
    ],
  });
  // The file's own offsets go on counting; only what was handed on leaves the buffer.
  const take = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  const write = (rows: readonly (readonly Cell[])[]): void => {
    const columnData = columns.map(({ name, kind }, index) => ({
      name,
      data: rows.map((row) => typed(row[index] ?? null, kind)),
    }));
    writer.write({ columnData, rowGroupSize: rows.length });
  };
  let waiting: (readonly Cell[])[] = [];
  for await (const page of table.pages) {
    for (const row of page) waiting.push(row);
    while (waiting.length >= rowGroup) {
      write(waiting.slice(0, rowGroup));
      waiting = waiting.slice(rowGroup);
      yield take();
    }
  }
  if (waiting.length > 0) write(waiting);
  writer.finish();
  yield take();
}

function typed(value: Cell, kind: ColumnKind): string | number | bigint | boolean | Date | null {
  if (value === null) return null;
  if (kind === "integer" && typeof value === "number") return BigInt(Math.round(value));
  if (kind === "date") return new Date(`${String(value)}T00:00:00Z`);
  if (kind === "moment") return new Date(String(value));
  return kind === "text" ? String(value) : value;
}
