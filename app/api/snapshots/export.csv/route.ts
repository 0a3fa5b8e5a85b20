import { exportView } from "@/lib/exports/export-view";
import { defineRoute } from "@/lib/http/define-route";
import { exportQuery } from "@/lib/snapshots/schema";

export const GET = defineRoute({
  summary: "Download snapshots as a CSV file, safe to open in a spreadsheet.",
  access: { role: "viewer", location: "list" },
  query: exportQuery,
  run: ({ ctx, query }) => exportView(ctx, { ...query, view: "snapshots", format: "csv", compare: "none" }),
});
