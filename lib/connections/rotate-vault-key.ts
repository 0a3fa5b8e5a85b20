import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { rotateVault } from "./rotate-vault";

/** An admin's "Rotate the vault key". */
export async function rotateVaultKey(ctx: Context): Promise<void> {
  requireRole(ctx, "admin");
  const { keyId, rewrapped } = await rotateVault({ db: ctx.db, env: env() });
  await ctx.db.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "vault.rotated",
      targetKind: "vault",
      targetId: keyId,
      after: { rewrapped },
    }),
  );
}
