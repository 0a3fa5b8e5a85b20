import { exportView } from "@/lib/exports/export-view";
import { exportRequest } from "@/lib/exports/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Download a view of a report as CSV, Excel workbook, JSON Lines or Parquet, streamed.",
  access: { role: "viewer", location: "list" },
  query: exportRequest,
  run: ({ ctx, query }) => exportView(ctx, query),
});
