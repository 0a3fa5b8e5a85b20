import type { Context } from "@/lib/context";
import { BASIC_COLUMNS, COLUMNS, rowLabel, writeAdvance, writeBasic } from "@/lib/csv";
import { CSV_MARK, csvRecord } from "@/lib/exports/write-csv";
import { loadBatch } from "./load-batch";
import { hasFilledField, type ImportRow, readRows } from "./row-repository";
import { NO_REASON, type RowFileKind, type SetAside } from "./schema";

const PAGE_ROWS = 1_000;

type Row = Pick<ImportRow, "row" | "scheduledLocal" | "reason"> & { fields: Record<string, string> };
/** Writes records of rows, page by page; its header stands before the first. */
type Writer = { header: string; write: (rows: readonly Row[]) => string };

const reportHeader = `${CSV_MARK}${csvRecord(["Row", "Date", "Caption", "Reason"])}`;

/** Which row it was, when it should have gone out, and why it did not; for people, so no cell runs as a formula. */
export const reportOf = (outcome: SetAside): Writer => ({
  header: reportHeader,
  write: (rows) =>
    rows
      .map(({ row, scheduledLocal, reason, fields }) =>
        csvRecord([
          rowLabel(row).replaceAll(",", ""),
          scheduledLocal?.replace("T", " ") ?? fields.postAtSpecificTime ?? "",
          fields.content ?? "",
          reason ?? NO_REASON[outcome],
        ]),
      )
      .join(""),
});

/** The rows themselves, byte for byte, to mend and import again. */
export function sheetOf(format: "basic" | "advance"): Writer {
  const writeSheet = format === "basic" ? writeBasic : writeAdvance;
  const header = writeSheet([]);
  return { header, write: (rows) => writeSheet(rows.map(({ fields }) => fields)).slice(header.length) };
}

const BASIC_KEYS = new Set<string>(BASIC_COLUMNS.map(({ key }) => key));
const BEYOND_BASIC = COLUMNS.map(({ key }) => key).filter((key) => !BASIC_KEYS.has(key));

/**
 * Every row of one outcome as a file, however many there are: a report with the reasons, or the rows with the repairs made so
 * far in the smallest template they fit. It is written while it is read.
 */
export async function openRowFile(
  ctx: Context,
  input: { batchId: string; outcome: SetAside; as: RowFileKind },
): Promise<{ fileName: string; bytes: AsyncGenerator<Uint8Array> }> {
  const batch = await loadBatch(ctx, input.batchId);
  const { outcome } = input;
  const report = input.as === "report";
  const beyond = !report && (await hasFilledField(ctx.db, batch.id, outcome, BEYOND_BASIC));
  const writer = report ? reportOf(outcome) : sheetOf(beyond ? "advance" : "basic");
  const encoder = new TextEncoder();
  async function* bytes() {
    yield encoder.encode(writer.header);
    for (let after = 0; ; ) {
      const page = await readRows(ctx.db, batch.id, { outcome, after, limit: PAGE_ROWS });
      const rows = page.map(({ fields, ...row }) => ({ ...row, fields: fields as Row["fields"] }));
      if (rows.length > 0) yield encoder.encode(writer.write(rows));
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      after = last.row;
    }
  }
  const stem = batch.fileName.replace(/\.[^.]+$/, "");
  return { fileName: `${stem} ${report ? outcome : "to repair"}.csv`, bytes: bytes() };
}
