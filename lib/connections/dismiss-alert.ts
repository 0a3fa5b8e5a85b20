import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { closeAlert } from "./watch-repository";

/** Puts an alert aside. It comes back only when the same is seen again. */
export async function dismissAlert(ctx: Context, alertId: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const alert = await closeAlert(tx, ctx.companyId, alertId, actorUserId(ctx));
    if (!alert) throw new AppError("not_found");
    await recordAudit(tx, ctx, {
      action: "connection.alert_dismissed",
      targetKind: "connection",
      targetId: alert.connectionId,
      after: { kind: alert.kind, message: alert.message },
    });
  });
}
