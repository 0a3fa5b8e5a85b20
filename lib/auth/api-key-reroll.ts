import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { endApiKeyIn, listApiKeyRows, revokeApiKeyRow } from "./api-key-repository";
import { type ApiKey, KEY_SCOPES } from "./api-key-schema";
import { issueKey } from "./manage-api-keys";

const DAY_MS = 86_400_000;

/**
 * Makes a new secret with the name, permissions and locations of a key, for as many days as that one had. The old one
 * ends after the overlap; 0 hours: at once. Throws `not_found` for a key that is over, `conflict` for one rerolled already.
 */
export async function rerollApiKey(
  ctx: Context,
  keyId: string,
  overlapHours: number,
): Promise<{ key: ApiKey; secret: string }> {
  requireRole(ctx, "admin");
  return ctx.db.transaction(async (tx) => {
    const rows = await listApiKeyRows(tx, ctx.companyId, { lock: true });
    const old = rows.find((row) => row.keyId === keyId);
    if (!old || old.revokedAt || old.expired) {
      throw new AppError("not_found", { message: "This key has ended. Make a new one instead." });
    }
    if (rows.some((row) => row.replacesId === keyId)) {
      throw new AppError("conflict", {
        message: "This key was rotated already and ends by itself. Rotate the newer one, or revoke this one.",
      });
    }
    const { name, allLocations, locationIds } = old;
    const made = await issueKey(tx, ctx, {
      name,
      scopes: KEY_SCOPES.filter((scope) => old.scopes.includes(scope)),
      allLocations,
      locationIds,
      expiresInDays: lifeInDays(old),
      replacesId: keyId,
    });
    if (overlapHours > 0) await endApiKeyIn(tx, keyId, overlapHours);
    else await revokeApiKeyRow(tx, ctx.companyId, keyId);
    await recordAudit(tx, ctx, {
      action: "api_key.rerolled",
      targetKind: "API key",
      targetId: keyId,
      targetName: name,
      before: { prefix: old.prefix },
      after: { prefix: made.key.prefix, overlapHours, expiresAt: made.key.expiresAt },
    });
    return made;
  });
}

function lifeInDays({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date | null }): number | null {
  return expiresAt === null
    ? null
    : Math.max(1, Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS));
}
