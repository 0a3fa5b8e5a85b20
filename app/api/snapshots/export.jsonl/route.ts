import { exportView } from "@/lib/exports/export-view";
import { defineRoute } from "@/lib/http/define-route";
import { exportQuery } from "@/lib/snapshots/schema";

export const GET = defineRoute({
  summary: "Download snapshots as JSON Lines, one flat object a line.",
  access: { role: "viewer", location: "list" },
  query: exportQuery,
  run: ({ ctx, query }) => exportView(ctx, { ...query, view: "snapshots", format: "jsonl", compare: "none" }),
});
