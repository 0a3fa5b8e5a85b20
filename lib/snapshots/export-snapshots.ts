import type { Context } from "@/lib/context";
import { type ExportTable, tableOf } from "@/lib/exports/table";
import { readAllSnapshots } from "./list-snapshots";
import { METRICS, type SnapshotRow, type SnapshotsQuery } from "./schema";

/** Snapshots as a table for any file format, read page by page in the order location, day, account. */
export async function snapshotTable(
  ctx: Context,
  query: Omit<SnapshotsQuery, "limit" | "cursor">,
): Promise<ExportTable> {
  return tableOf<SnapshotRow>(
    "Snapshots",
    [
      ["snapshotId", "text", (row) => row.snapshotId],
      ["companyId", "text", (row) => row.companyId],
      ["locationId", "text", (row) => row.locationId],
      ["accountId", "text", (row) => row.accountId],
      ["day", "date", (row) => row.day],
      ["platform", "text", (row) => row.platform],
      ...METRICS.map((metric) => [metric, "integer", (row: SnapshotRow) => row.metrics[metric]] as const),
      ["source", "text", (row) => row.source],
      ["completeness", "text", (row) => row.completeness],
      ["capturedAt", "moment", (row) => row.capturedAt],
    ],
    readAllSnapshots(ctx, query),
  );
}
