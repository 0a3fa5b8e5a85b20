import { defineRoute } from "@/lib/http/define-route";
import { exportName, exportSnapshots } from "@/lib/snapshots/export-snapshots";
import { exportQuery } from "@/lib/snapshots/schema";

export const GET = defineRoute({
  summary: "Download snapshots as a CSV file, safe to open in a spreadsheet.",
  access: { role: "viewer", location: "list" },
  query: exportQuery,
  run: async ({ ctx, query }) =>
    new Response(await exportSnapshots(ctx, query, "csv"), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${exportName(query, "csv")}"`,
      },
    }),
});
