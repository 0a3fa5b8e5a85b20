import type { Context } from "@/lib/context";
import { watchExport } from "@/lib/watch/notice-export";
import { rowsOfView } from "./rows-of-view";
import type { ExportRequest } from "./schema";
import { downloadTable } from "./write-table";

/** A view of a report as a download: exactly what the filters show. */
export async function exportView(ctx: Context, request: ExportRequest): Promise<Response> {
  const table = await rowsOfView(ctx, request);
  const watched = { ...table, pages: watchExport(ctx, table.pages) };
  return downloadTable(watched, request.format, exportName(request));
}

/** For example `snapshots-2026-10-01-to-2026-10-31`. */
export function exportName(request: Pick<ExportRequest, "view" | "from" | "to">): string {
  return `${request.view}${request.from && request.to ? `-${request.from}-to-${request.to}` : ""}`;
}
