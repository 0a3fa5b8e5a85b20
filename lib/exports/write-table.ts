import { downloadHeaders, streamOf } from "@/lib/http/download";
import { type ExportFormat, MEDIA_TYPES } from "./schema";
import { type ExportTable, startTable } from "./table";
import { writeCsv } from "./write-csv";
import { writeJsonLines } from "./write-json-lines";
import { writeParquet } from "./write-parquet";
import { writeXlsx } from "./write-xlsx";

const WRITERS: Record<ExportFormat, (table: ExportTable) => AsyncIterable<Uint8Array>> = {
  csv: writeCsv,
  jsonl: writeJsonLines,
  xlsx: writeXlsx,
  parquet: writeParquet,
};

/** The table as bytes of this format. The first page is read before this answers. */
export async function writeTable(
  table: ExportTable,
  format: ExportFormat,
): Promise<ReadableStream<Uint8Array>> {
  return streamOf(WRITERS[format](await startTable(table)));
}

/** The table as a download; a slow reader holds the next page back, one who goes away ends it. */
export async function downloadTable(
  table: ExportTable,
  format: ExportFormat,
  fileName: string,
): Promise<Response> {
  const stream = await writeTable(table, format);
  return new Response(stream, { headers: downloadHeaders(`${fileName}.${format}`, MEDIA_TYPES[format]) });
}
