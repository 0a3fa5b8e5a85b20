import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { readSettings } from "@/lib/company/repository";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { requireOwnLocations } from "@/lib/people/require-own-locations";
import { type ApiKeyRow, insertApiKey, listApiKeyRows, revokeApiKeyRow } from "./api-key-repository";
import type { ApiKey, CreateApiKeyInput } from "./api-key-schema";
import { requireActor } from "./require-actor";
import { hashToken, newSessionToken } from "./session-token";

export const KEY_PREFIX = "2cs_";

/** The agency's keys, newest first, those that ended too; and whether unusual use pauses one by itself. */
export async function listApiKeys(ctx: Context): Promise<{ keys: ApiKey[]; pauseKeys: boolean }> {
  const [rows, { pauseKeys }] = await Promise.all([
    listApiKeyRows(ctx.db, ctx.companyId),
    readSettings(ctx.db, ctx.companyId),
  ]);
  return { keys: rows.map((row) => apiKeyOf(row, rows)), pauseKeys };
}

/** Makes a key. Its secret is returned this once: only the hash is stored. */
export async function createApiKey(
  ctx: Context,
  input: CreateApiKeyInput,
): Promise<{ key: ApiKey; secret: string }> {
  const locationIds = input.allLocations ? [] : [...new Set(input.locationIds)];
  if (!input.allLocations && locationIds.length === 0) {
    throw new AppError("unprocessable", { message: "Choose at least one location, or all of them." });
  }
  return ctx.db.transaction(async (tx) => {
    await requireOwnLocations(tx, ctx, locationIds);
    const { key, secret } = await issueKey(tx, ctx, { ...input, locationIds, replacesId: null });
    const { scopes, allLocations, expiresAt, prefix } = key;
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      targetKind: "API key",
      targetId: key.keyId,
      targetName: input.name,
      after: { prefix, scopes, allLocations, locationIds, expiresAt },
    });
    return { key, secret };
  });
}

type NewKey = Pick<
  CreateApiKeyInput,
  "name" | "scopes" | "allLocations" | "locationIds" | "expiresInDays"
> & {
  replacesId: string | null;
};

/** Stores a fresh key of the acting admin and answers its secret, which is known nowhere after that. */
export async function issueKey(
  tx: Transaction,
  ctx: Context,
  { expiresInDays, ...given }: NewKey,
): Promise<{ key: ApiKey; secret: string }> {
  const { userId } = requireActor(ctx);
  const secret = KEY_PREFIX + newSessionToken();
  const keyId = await insertApiKey(tx, {
    ...given,
    companyId: ctx.companyId,
    prefix: secret.slice(0, 10),
    keyHash: hashToken(secret),
    createdBy: userId,
    expiresInDays,
  });
  const rows = await listApiKeyRows(tx, ctx.companyId);
  const row = rows.find((one) => one.keyId === keyId);
  if (!row) throw new AppError("not_found");
  return { key: apiKeyOf(row, rows), secret };
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

function apiKeyOf(
  { revokedAt, expired, pausedAt, pausedReason, replacesId: _, ...row }: ApiKeyRow,
  all: readonly ApiKeyRow[],
): ApiKey {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    pausedReason: pausedAt ? (pausedReason ?? "") : null,
    replaced: all.some(({ replacesId }) => replacesId === row.keyId),
    status: revokedAt ? "revoked" : expired ? "expired" : pausedAt ? "paused" : "working",
  };
}
