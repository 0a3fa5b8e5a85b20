import type { Context } from "@/lib/context";
import { rowsOfView } from "./rows-of-view";
import type { ExportRequest } from "./schema";
import { downloadTable } from "./write-table";

/** A view of a report as a download: exactly what the filters show. */
export async function exportView(ctx: Context, request: ExportRequest): Promise<Response> {
  return downloadTable(await rowsOfView(ctx, request), request.format, exportName(request));
}

/** For example `snapshots-2026-10-01-to-2026-10-31`. */
export function exportName(request: Pick<ExportRequest, "view" | "from" | "to">): string {
  return `${request.view}${request.from && request.to ? `-${request.from}-to-${request.to}` : ""}`;
}
