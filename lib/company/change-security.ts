import { recordAudit } from "@/lib/audit/record-audit";
import { readFactors } from "@/lib/auth/factor-repository";
import { requireActor } from "@/lib/auth/require-actor";
import { type Context, type Role, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mergeSettings, readSettings } from "./repository";

/**
 * Settles which roles must have a second factor; people without one see only their account from their next click on.
 * Throws `unprocessable` rather than lock out the admin who asks.
 */
export async function requireSecondFactor(ctx: Context, roles: readonly Role[]): Promise<void> {
  requireRole(ctx, "admin");
  const { userId } = requireActor(ctx);
  if (roles.includes("admin") && !(await readFactors(ctx.db, userId)).any) {
    throw new AppError("unprocessable", {
      message:
        "Set up your own second factor first: this would lock you out. You find it on your account page.",
    });
  }
  await ctx.db.transaction(async (tx) => {
    const before = await readSettings(tx, ctx.companyId);
    await mergeSettings(tx, ctx.companyId, { secondFactorRoles: [...new Set(roles)] });
    await recordAudit(tx, ctx, {
      action: "company.second_factor_required",
      targetKind: "company",
      targetId: ctx.companyId,
      before: { roles: before.secondFactorRoles },
      after: { roles: [...new Set(roles)] },
    });
  });
}
