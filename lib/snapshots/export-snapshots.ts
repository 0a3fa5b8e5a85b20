import type { Context } from "@/lib/context";
import { readAllSnapshots } from "./list-snapshots";
import { METRICS, type SnapshotRow, type SnapshotsQuery } from "./schema";

type Filter = Omit<SnapshotsQuery, "limit" | "cursor">;
export type ExportFormat = "csv" | "jsonl";

const COLUMNS = [
  "snapshotId",
  "companyId",
  "locationId",
  "accountId",
  "day",
  "platform",
  ...METRICS,
  "source",
  "completeness",
  "capturedAt",
] as const;

/** A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Snapshots as a file, streamed page by page; a slow reader holds the next page back. The first page is read before the
 * stream is answered, so a refusal is an ordinary answer and not a broken file.
 */
export async function exportSnapshots(
  ctx: Context,
  query: Filter,
  format: ExportFormat,
): Promise<ReadableStream<Uint8Array>> {
  const pages = readAllSnapshots(ctx, query);
  let next: IteratorResult<SnapshotRow[]> | null = await pages.next();
  let begun = false;
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const head = begun || format === "jsonl" ? "" : `\uFEFF${COLUMNS.join(",")}\r\n`;
        begun = true;
        const page = next ?? (await pages.next());
        next = null;
        const text = head + (page.done ? "" : page.value.map(format === "csv" ? csvLine : jsonLine).join(""));
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (page.done) controller.close();
      },
      async cancel() {
        await pages.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function csvLine(row: SnapshotRow): string {
  const flat: Record<string, string | number | null> = { ...row, ...row.metrics, metrics: null };
  return `${COLUMNS.map((column) => csvCell(flat[column] ?? null)).join(",")}\r\n`;
}

const jsonLine = (row: SnapshotRow): string => `${JSON.stringify(row)}\n`;

/** For example `snapshots-2026-10-01-to-2026-10-31.csv`. */
export function exportName(query: Filter, format: ExportFormat): string {
  const period = query.from && query.to ? `-${query.from}-to-${query.to}` : "";
  return `snapshots${period}.${format}`;
}
