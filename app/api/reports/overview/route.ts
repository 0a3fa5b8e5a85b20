import { defineRoute } from "@/lib/http/define-route";
import { overviewQuery, overviewReply } from "@/lib/reports/schema";
import { summariseOverview } from "@/lib/reports/summarise-overview";

export const GET = defineRoute({
  summary: "All granted locations: key figures, what needs attention, movers, locations.",
  access: { role: "viewer", location: "list" },
  query: overviewQuery,
  output: overviewReply,
  run: ({ ctx, query }) => summariseOverview(ctx, query),
});
