import { listAudit } from "@/lib/audit/list-audit";
import { auditPageSchema, auditQuery } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List what was done in your agency, newest first.",
  access: { role: "admin", location: "none" },
  query: auditQuery,
  output: auditPageSchema,
  run: ({ ctx, query }) => listAudit(ctx, query),
});
