import type { Actor, Context, LocationAccess, Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { takeCall } from "@/lib/upstream/repository";
import { noticeKeyAddress } from "@/lib/watch/notice-key-address";
import { findLivingApiKey, type LivingApiKey, touchApiKey } from "./api-key-repository";
import { KEY_CALLS_A_MINUTE, scopeOfRequest } from "./api-key-schema";
import { KEY_PREFIX } from "./manage-api-keys";
import { hashToken } from "./session-token";

export type KeyCaller = {
  actor: Extract<Actor, { kind: "api_key" }>;
  role: Role;
  companyId: string;
  locations: LocationAccess;
};

const MINUTE_MS = 60_000;
const NO_DAILY_LIMIT = 2_000_000_000;

/** The key of an `Authorization: Bearer 2cs_…` header; null when the request brings none of ours. */
export function bearerKey(headers: Headers): string | null {
  const [scheme, key] = (headers.get("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && key?.startsWith(KEY_PREFIX) ? key : null;
}

/** Whose key this is. Throws `not_signed_in` for one that is unknown or over. */
export async function identifyApiKey(ctx: Pick<Context, "db">, secret: string): Promise<LivingApiKey> {
  const key = await findLivingApiKey(ctx.db, hashToken(secret));
  if (key) return key;
  throw new AppError("not_signed_in", {
    message: "This API key is unknown, expired or revoked. An admin can make a new one on the People page.",
  });
}

/**
 * What the script behind a key may do: what its scopes name, at most what a marketer may, in its locations only. Throws
 * `key_paused`, `key_rate_limited`, and `role_refused` for a scope it lacks.
 */
export async function admitApiKey(
  ctx: Pick<Context, "db" | "clock" | "address" | "requestId">,
  key: LivingApiKey,
  request: Request,
): Promise<KeyCaller> {
  if (key.isPaused) throw new AppError("key_paused");
  await requireRate(ctx, key.keyId);
  const { address } = ctx;
  const moved = address !== null && address !== key.lastUsedAddress;
  const known = { ...ctx, companyId: key.companyId };
  if (moved && (await noticeKeyAddress({ ...known, address }, key))) throw new AppError("key_paused");
  if (key.needsTouch || moved) await touchApiKey(ctx.db, key.keyId, address);
  const scope = scopeOfRequest(request.method, new URL(request.url).pathname);
  if (scope === null || !key.scopes.includes(scope)) {
    throw new AppError("role_refused", {
      message:
        scope === null
          ? "No API key may be used here; a person has to sign in."
          : `This API key lacks the permission ${scope}.`,
      facts: { scope },
    });
  }
  const role: Role = scope.endsWith(".write") ? "marketer" : "viewer";
  return {
    actor: { kind: "api_key", keyId: key.keyId, name: key.name, role },
    role,
    companyId: key.companyId,
    locations: key.allLocations ? "all" : new Set(key.locationIds),
  };
}

/** One window for all processes. */
async function requireRate({ db }: Pick<Context, "db">, keyId: string): Promise<void> {
  const waitMs = await takeCall(db, {
    resource: `key:${keyId}`,
    max: KEY_CALLS_A_MINUTE,
    windowMs: MINUTE_MS,
    daily: NO_DAILY_LIMIT,
  });
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  throw new AppError("key_rate_limited", {
    message: `This API key made ${KEY_CALLS_A_MINUTE} requests within a minute. Wait ${retryAfterSeconds} s, then go on.`,
    retryAfterSeconds,
  });
}
