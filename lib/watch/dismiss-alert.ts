import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { closeAlert, listAlertRows } from "./alert-repository";

/** Puts an alert aside: what it saw was expected. It comes back only when the same is seen again, hours later. */
export async function dismissAlert(ctx: Context, alertId: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const open = await listAlertRows(tx, ctx.companyId, undefined);
    const label = open.find((row) => row.alertId === alertId)?.label;
    const alert = await closeAlert(tx, ctx.companyId, alertId, actorUserId(ctx));
    if (!alert) throw new AppError("not_found", { message: "This alert was put aside already." });
    await recordAudit(tx, ctx, {
      action: "alert.dismissed",
      targetKind: alert.connectionId ? "connection" : alert.userId ? "person" : "API key",
      targetId: alert.connectionId ?? alert.userId ?? alert.apiKeyId,
      targetName: label ?? null,
      after: { kind: alert.kind, message: alert.message },
    });
  });
}
