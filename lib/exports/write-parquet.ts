import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { ColumnBuffer } from "./column-buffer";
import type { ColumnKind, ExportTable } from "./table";

/** Rows of one row group: a reader skips whole groups, and at no time more than one is in memory. */
export const ROW_GROUP = 10_000;

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
  const buffers = columns.map(({ kind }) => new ColumnBuffer(kind, rowGroup));
  // The writer asks for one column after the other, so only one is unpacked at a time.
  const columnData = columns.map(({ name }, index) => ({
    name,
    get data() {
      return buffers[index]?.values() ?? [];
    },
  }));
  let filled = 0;
  const write = (): Uint8Array => {
    writer.write({ columnData, rowGroupSize: filled });
    for (const buffer of buffers) buffer.clear();
    filled = 0;
    return take();
  };
  for await (const page of table.pages) {
    for (const row of page) {
      for (const [index, buffer] of buffers.entries()) buffer.push(row[index] ?? null);
      if (++filled === rowGroup) yield write();
    }
  }
  if (filled > 0) yield write();
  writer.finish();
  yield take();
}
