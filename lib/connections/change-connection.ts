import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { setLabel, setRotationDays } from "./credential-repository";
import { readConnection } from "./repository";
import type { ConnectionChange } from "./schema";

/** Renames a connection, or changes after how many days it is due to be renewed. What stays the same is not told. */
export async function changeConnection(
  ctx: Context,
  connectionId: string,
  { label, rotationDays }: ConnectionChange,
): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const before = await readConnection(tx, ctx.companyId, connectionId);
    if (!before || before.status === "removed") throw new AppError("not_found");
    const target = { targetKind: "connection", targetId: connectionId, targetName: label ?? before.label };
    if (label !== undefined && label !== before.label) {
      await setLabel(tx, ctx.companyId, connectionId, label);
      await recordAudit(tx, ctx, {
        action: "connection.renamed",
        ...target,
        before: { label: before.label },
        after: { label },
      });
    }
    if (rotationDays !== undefined && rotationDays !== before.rotationDays) {
      await setRotationDays(tx, ctx.companyId, connectionId, rotationDays);
      await recordAudit(tx, ctx, {
        action: "connection.rotation_set",
        ...target,
        before: { rotationDays: before.rotationDays },
        after: { rotationDays },
      });
    }
  });
}
