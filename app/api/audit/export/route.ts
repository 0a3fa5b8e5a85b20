import { exportAudit } from "@/lib/audit/export-audit";
import { auditExportQuery } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Download the audit as CSV or JSON.",
  access: { role: "admin", location: "none" },
  query: auditExportQuery,
  run: ({ ctx, query: { format, ...filter } }) => exportAudit(ctx, filter, format),
});
