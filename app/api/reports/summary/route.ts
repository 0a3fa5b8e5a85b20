import { defineRoute } from "@/lib/http/define-route";
import { reportQuery, reportReply } from "@/lib/reports/schema";
import { summariseReport } from "@/lib/reports/summarise-report";

export const GET = defineRoute({
  summary: "Report of a period: key figures, chart, tables, freshness and coverage.",
  access: { role: "viewer", location: "list" },
  query: reportQuery,
  output: reportReply,
  run: ({ ctx, query }) => summariseReport(ctx, query),
});
