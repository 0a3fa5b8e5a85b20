import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { setRotationDays } from "./credential-repository";
import { readConnection } from "./repository";

/** Changes after how many days a connection is due to be renewed. */
export async function setRotation(
  ctx: Context,
  connectionId: string,
  input: { rotationDays: number },
): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const connection = await readConnection(tx, ctx.companyId, connectionId);
    const changed = await setRotationDays(tx, ctx.companyId, connectionId, input.rotationDays);
    if (!connection || !changed) throw new AppError("not_found");
    await recordAudit(tx, ctx, {
      action: "connection.rotation_set",
      targetKind: "connection",
      targetId: connectionId,
      targetName: connection.label,
      before: { rotationDays: connection.rotationDays },
      after: { rotationDays: input.rotationDays },
    });
  });
}
