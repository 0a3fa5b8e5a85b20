import { defineRoute } from "@/lib/http/define-route";
import { exportName, exportSnapshots } from "@/lib/snapshots/export-snapshots";
import { exportQuery } from "@/lib/snapshots/schema";

export const GET = defineRoute({
  summary: "Download snapshots as JSON Lines.",
  access: { role: "viewer", location: "list" },
  query: exportQuery,
  run: async ({ ctx, query }) =>
    new Response(await exportSnapshots(ctx, query, "jsonl"), {
      headers: {
        "content-type": "application/x-ndjson; charset=utf-8",
        "content-disposition": `attachment; filename="${exportName(query, "jsonl")}"`,
      },
    }),
});
