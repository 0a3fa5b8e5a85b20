import type { Actor, LocationAccess, Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { runtime } from "@/lib/runtime";
import { findLivingApiKey, touchApiKey } from "./api-key-repository";
import { scopeOfRequest } from "./api-key-schema";
import { KEY_PREFIX } from "./manage-api-keys";
import { hashToken } from "./session-token";

export type KeyCaller = {
  actor: Extract<Actor, { kind: "api_key" }>;
  role: Role;
  companyId: string;
  locations: LocationAccess;
};

/** The key of an `Authorization: Bearer 2cs_…` header; null when the request brings none of ours. */
export function bearerKey(headers: Headers): string | null {
  const [scheme, key] = (headers.get("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && key?.startsWith(KEY_PREFIX) ? key : null;
}

/**
 * The script behind a key. It may do what its scopes name, at most what a marketer may, in its locations only. Throws
 * `not_signed_in` for a key that is unknown or over, `role_refused` for a scope it lacks.
 */
export async function resolveApiKey(
  request: Request,
  secret: string,
  address: string | null,
): Promise<KeyCaller> {
  const { db } = runtime().database;
  const key = await findLivingApiKey(db, hashToken(secret));
  if (!key) {
    throw new AppError("not_signed_in", {
      message: "This API key is unknown, expired or revoked. An admin can make a new one on the People page.",
    });
  }
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
  if (key.needsTouch) await touchApiKey(db, key.keyId, address);
  const role: Role = scope.endsWith(".write") ? "marketer" : "viewer";
  return {
    actor: { kind: "api_key", keyId: key.keyId, name: key.name, role },
    role,
    companyId: key.companyId,
    locations: key.allLocations ? "all" : new Set(key.locationIds),
  };
}
