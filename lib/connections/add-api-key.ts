import { newId } from "@/db/new-id";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readCompanyUpstreamId } from "@/lib/locations/repository";
import { getLocation, type Location, type Scope } from "@/lib/upstream/contract";
import { lockApiKeys } from "./credential-repository";
import { ACCOUNTS_SYNC } from "./facts";
import { probeScopes } from "./probe-scopes";
import { refuseKnownKey } from "./refuse-known-key";
import { addLocation, bindCompany, saveConnection, saveCredential } from "./repository";
import { type ApiKeyInput, CALLBACK_PROBLEMS } from "./schema";
import { openTokenTrial } from "./try-token";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

/** What a pasted key turned out to be. */
export type ProvenKey = { scopes: Scope[]; location: Location | null; upstreamId: string };

/**
 * Tries a pasted key, finds out its scopes and keeps it in the vault. Nothing is stored before the upstream accepted it.
 * Throws `unprocessable` with what to do when the key is refused, or is stored already.
 */
export async function addApiKey(
  ctx: Context,
  input: ApiKeyInput,
): Promise<{ connectionId: string; scopes: string[] }> {
  requireRole(ctx, "admin");
  const { label, key } = input;
  const locationId = input.locationId ?? null;
  await refuseKnownKey(ctx.db, ctx.companyId, key);
  const proven = await proveKey(ctx, key, locationId);
  const vault = createVault(vaultKeysOf(env()));
  const [connectionId, rowId] = [newId(), newId()];
  const { companyId } = ctx;
  await ctx.db.transaction(async (tx) => {
    await lockApiKeys(tx, companyId);
    await refuseKnownKey(tx, companyId, key);
    const bound = await bindCompany(tx, companyId, proven.upstreamId);
    if (bound !== "bound") throw new AppError("unprocessable", { message: CALLBACK_PROBLEMS[bound] });
    await saveConnection(tx, {
      id: connectionId,
      companyId,
      kind: "api_key",
      label,
      upstreamCompanyId: proven.upstreamId,
      locationId,
      scopes: proven.scopes,
      createdBy: actorUserId(ctx),
    });
    if (proven.location) {
      await addLocation(tx, companyId, proven.location);
      const { id } = proven.location;
      await ctx.enqueue(ACCOUNTS_SYNC, { companyId, locationId: id }, { tx, key: id });
    }
    await saveCredential(
      tx,
      { id: rowId, companyId, connectionId, locationId: "" },
      {
        sealed: vault.seal({ companyId, rowId }, { accessToken: key, refreshToken: null }),
        scopes: proven.scopes,
        expiresInSeconds: null,
      },
    );
    await recordAudit(tx, ctx, {
      action: "connection.added",
      targetKind: "connection",
      targetId: connectionId,
      targetName: label,
      locationId,
      after: { kind: "api_key", scopes: proven.scopes },
    });
  });
  return { connectionId, scopes: proven.scopes };
}

/** Makes real calls with a key that is not stored. */
export async function proveKey(ctx: Context, key: string, locationId: string | null): Promise<ProvenKey> {
  const known = await readCompanyUpstreamId(ctx.db, ctx.companyId);
  if (locationId === null && known === null) {
    throw new AppError("unprocessable", {
      message:
        "It is not known yet which agency this key belongs to. Connect the agency first, or name the location the key was made for.",
    });
  }
  const trial = openTokenTrial(key);
  try {
    const scopes = await probeScopes(trial, {
      locationId,
      companyId: known,
      appId: env().upstream.clientId,
    });
    if (scopes.length === 0) {
      throw new AppError("unprocessable", {
        message:
          "The Social Media API accepts the key but it may do nothing that this product knows. Give it permissions there, then paste it again.",
      });
    }
    const location =
      locationId !== null && scopes.includes("locations.readonly")
        ? (await trial.call(getLocation, { params: { locationId } })).location
        : null;
    const upstreamId = location?.companyId ?? known;
    if (!upstreamId) {
      throw new AppError("unprocessable", {
        message:
          "The key may not read its location, so its agency is not known. Give it locations.readonly, or connect the agency first.",
      });
    }
    return { scopes, location, upstreamId };
  } catch (error) {
    throw refusedKey(error);
  } finally {
    await trial.close();
  }
}

function refusedKey(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const refusal = (field: "key" | "locationId", message: string) =>
    new AppError("unprocessable", {
      message,
      traceId: error.traceId,
      fields: [{ path: `body.${field}`, message }],
    });
  if (error.code === "needs_reauth") {
    return refusal(
      "key",
      "The Social Media API does not accept this key, so it was not stored. Copy the whole key again, or make a new one there.",
    );
  }
  if (error.code === "upstream_no_access") {
    return refusal(
      "locationId",
      "The key works, but not for this location or agency, so it was not stored. Choose the location it was made for.",
    );
  }
  return error;
}
