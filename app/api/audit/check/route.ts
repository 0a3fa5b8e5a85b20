import { checkLog } from "@/lib/audit/check-log";
import { logCheckQuery, logCheckSchema } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Verify that no event of your agency's audit was changed, removed or moved, part after part.",
  access: { role: "admin", location: "none" },
  query: logCheckQuery,
  output: logCheckSchema,
  run: ({ ctx, query }) => checkLog(ctx, query),
});
