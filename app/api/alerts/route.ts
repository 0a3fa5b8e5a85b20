import { defineRoute } from "@/lib/http/define-route";
import { listAlerts } from "@/lib/watch/list-alerts";
import { alertsQuery, alertsReply } from "@/lib/watch/schema";

export const GET = defineRoute({
  summary: "List what was unusual lately about connections, people and API keys, and what to do about it.",
  access: { role: "admin", location: "none" },
  query: alertsQuery,
  output: alertsReply,
  run: ({ ctx, query }) => listAlerts(ctx, query.about),
});
