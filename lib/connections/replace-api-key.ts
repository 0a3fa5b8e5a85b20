import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { proveKey } from "./add-api-key";
import { lockApiKeys } from "./credential-repository";
import { refuseKnownKey } from "./refuse-known-key";
import { readConnection, readCredentialOf, saveConnection, saveCredential } from "./repository";
import type { RotateKeyInput } from "./schema";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

/**
 * Puts a new API key in the place of the old one. The new one is proven first; the old one stays usable for the overlap
 * and is then destroyed. A key of another agency is refused.
 */
export async function replaceApiKey(
  ctx: Context,
  connectionId: string,
  input: RotateKeyInput,
): Promise<{ connectionId: string; scopes: string[] }> {
  requireRole(ctx, "admin");
  const present = await readConnection(ctx.db, ctx.companyId, connectionId);
  if (present?.kind !== "api_key" || present.status === "removed") throw new AppError("not_found");
  await refuseKnownKey(ctx.db, ctx.companyId, input.key, connectionId);
  const proven = await proveKey(ctx, input.key, present.locationId);
  if (present.upstreamCompanyId && proven.upstreamId !== present.upstreamCompanyId) {
    throw new AppError("unprocessable", {
      message: "This key belongs to another agency. Nothing was changed; make a key in the connected agency.",
    });
  }
  const vault = createVault(vaultKeysOf(env()));
  await ctx.db.transaction(async (tx) => {
    await lockApiKeys(tx, ctx.companyId);
    await refuseKnownKey(tx, ctx.companyId, input.key, connectionId);
    const old = await readCredentialOf(tx, connectionId, "");
    if (!old) throw new AppError("not_found");
    const place = { companyId: ctx.companyId, rowId: old.id };
    const { accessToken } = vault.open(place, old);
    if (accessToken === input.key) {
      throw new AppError("unprocessable", {
        message: "This is the key that is stored already. Make a new one at the Social Media API first.",
      });
    }
    const previousToken = input.overlapHours > 0 ? accessToken : null;
    const { rotationDueAt: _, ...kept } = present;
    await saveConnection(tx, { ...kept, scopes: proven.scopes });
    await saveCredential(
      tx,
      { id: old.id, companyId: ctx.companyId, connectionId, locationId: "" },
      {
        sealed: vault.seal(place, { accessToken: input.key, refreshToken: null, previousToken }),
        scopes: proven.scopes,
        expiresInSeconds: null,
        overlapHours: input.overlapHours,
      },
    );
    await recordAudit(tx, ctx, {
      action: "connection.key_replaced",
      targetKind: "connection",
      targetId: connectionId,
      targetName: present.label,
      locationId: present.locationId,
      before: { scopes: present.scopes },
      after: { scopes: proven.scopes, overlapHours: input.overlapHours },
    });
  });
  return { connectionId, scopes: proven.scopes };
}
