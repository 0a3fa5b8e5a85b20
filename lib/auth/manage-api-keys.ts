import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { requireOwnLocations } from "@/lib/people/require-own-locations";
import { type ApiKeyRow, insertApiKey, listApiKeyRows, revokeApiKeyRow } from "./api-key-repository";
import type { ApiKey, CreateApiKeyInput } from "./api-key-schema";
import { requireActor } from "./require-actor";
import { hashToken, newSessionToken } from "./session-token";

export const KEY_PREFIX = "2cs_";

/** The agency's keys, newest first, those that ended too. */
export async function listApiKeys(ctx: Context): Promise<ApiKey[]> {
  return (await listApiKeyRows(ctx.db, ctx.companyId)).map(apiKeyOf);
}

/** Makes a key. Its secret is returned this once: only the hash is stored. */
export async function createApiKey(
  ctx: Context,
  input: CreateApiKeyInput,
): Promise<{ key: ApiKey; secret: string }> {
  const { userId } = requireActor(ctx);
  const secret = KEY_PREFIX + newSessionToken();
  const locationIds = input.allLocations ? [] : [...new Set(input.locationIds)];
  if (!input.allLocations && locationIds.length === 0) {
    throw new AppError("unprocessable", { message: "Choose at least one location, or all of them." });
  }
  return ctx.db.transaction(async (tx) => {
    await requireOwnLocations(tx, ctx, locationIds);
    const keyId = await insertApiKey(tx, {
      companyId: ctx.companyId,
      name: input.name,
      prefix: secret.slice(0, 10),
      keyHash: hashToken(secret),
      scopes: input.scopes,
      allLocations: input.allLocations,
      locationIds,
      createdBy: userId,
      expiresInDays: input.expiresInDays,
    });
    const row = (await listApiKeyRows(tx, ctx.companyId)).find((one) => one.keyId === keyId);
    if (!row) throw new AppError("not_found");
    const key = apiKeyOf(row);
    const { scopes, allLocations, expiresAt, prefix } = key;
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      targetKind: "API key",
      targetId: keyId,
      targetName: input.name,
      after: { prefix, scopes, allLocations, locationIds, expiresAt },
    });
    return { key, secret };
  });
}

/** Ends a key at once. Throws `not_found` for one that is over or another agency's. */
export async function revokeApiKey(ctx: Context, keyId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const row = (await listApiKeyRows(tx, ctx.companyId)).find((one) => one.keyId === keyId);
    if (!row || !(await revokeApiKeyRow(tx, ctx.companyId, keyId))) {
      throw new AppError("not_found", { message: "This key has ended already." });
    }
    await recordAudit(tx, ctx, {
      action: "api_key.revoked",
      targetKind: "API key",
      targetId: keyId,
      targetName: row.name,
    });
  });
}

function apiKeyOf({ revokedAt, expired, ...row }: ApiKeyRow): ApiKey {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    status: revokedAt ? "revoked" : expired ? "expired" : "working",
  };
}
