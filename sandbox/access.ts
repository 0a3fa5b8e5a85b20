import { type Operation, UPSTREAM_MESSAGES } from "@/lib/upstream/contract";
import type { TokenRecord } from "./records";
import { Refusal } from "./refusal";
import type { SandboxState } from "./state";

/** The token a request carries, whether it still works or not. */
export function tokenOf(state: SandboxState, authorization: string | null): TokenRecord | null {
  const [scheme, value] = (authorization ?? "").split(/\s+/, 2);
  if (scheme?.toLowerCase() !== "bearer" || !value) return null;
  return state.tokens.get(value) ?? keyAsToken(state, value);
}

function keyAsToken(state: SandboxState, value: string): TokenRecord | null {
  if (!value.startsWith("pit-")) return null;
  for (const key of state.keys.values()) {
    const previous = key.previous?.token === value ? key.previous : null;
    if (key.token !== value && !previous) continue;
    return {
      token: value,
      kind: key.kind,
      app: key.id,
      companyId: key.companyId,
      ...(key.locationId === undefined ? {} : { locationId: key.locationId }),
      scopes: key.scopes,
      userId: key.id,
      createdAt: key.createdAt,
      expiresAt: previous?.until ?? null,
    };
  }
  return null;
}

/** Refuses a token that is absent, unknown or ended. A refresh may cure the last. */
export function checkToken(state: SandboxState, token: TokenRecord | null): asserts token is TokenRecord {
  if (!token || (token.expiresAt !== null && token.expiresAt <= state.clock.now())) {
    throw new Refusal(401, UPSTREAM_MESSAGES.invalidAccessToken);
  }
}

/** Refuses a token of the wrong kind or without the scope; no refresh cures that. */
export function checkScope(operation: Operation, token: TokenRecord): void {
  const kind = token.kind === "Company" ? "agency" : "location";
  const rightKind = operation.token === "either" || operation.token === kind;
  const inScope = operation.scope === null || token.scopes.includes(operation.scope);
  if (!rightKind || !inScope) throw new Refusal(401, UPSTREAM_MESSAGES.scopeMissing);
}

/** Refuses a location or company that the token was not made for. */
export function checkReach(
  state: SandboxState,
  token: TokenRecord,
  asked: { locationId: string | null; companyId: string | null },
): void {
  if (asked.companyId !== null && asked.companyId !== token.companyId) {
    throw new Refusal(403, "The token does not have access to this company.");
  }
  if (asked.locationId === null) return;
  const place = state.world.locationById.get(asked.locationId);
  const own =
    token.kind === "Location"
      ? token.locationId === asked.locationId
      : place?.companyId === token.companyId && (token.approvedLocations?.includes(asked.locationId) ?? true);
  if (!place || !own) throw new Refusal(403, "The token does not have access to this location.");
}
