import { type Context, requireRole } from "@/lib/context";
import { listAlertRows } from "./alert-repository";
import type { AlertView, SubjectKind } from "./schema";

/** The agency's open alerts, newest first: all, or those about connections, people or API keys. */
export async function listAlerts(ctx: Context, about?: SubjectKind): Promise<{ alerts: AlertView[] }> {
  requireRole(ctx, "admin");
  const rows = await listAlertRows(ctx.db, ctx.companyId, about);
  const alerts = rows.flatMap(({ connectionId, userId, apiKeyId, openedAt, ...row }): AlertView[] => {
    const subjectId = connectionId ?? userId ?? apiKeyId;
    if (subjectId === null) return [];
    const kind = connectionId ? "connection" : userId ? "person" : "api_key";
    return [{ ...row, about: kind, subjectId, openedAt: openedAt.toISOString() }];
  });
  return { alerts };
}
