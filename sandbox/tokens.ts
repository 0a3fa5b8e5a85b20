import { newSecret } from "./ids";
import type { RefreshRecord, TokenRecord } from "./records";
import type { SandboxState } from "./state";

const accessLifeSeconds = 86_399;
const refreshLifeMs = 365 * 86_400_000;

export type Grant = RefreshRecord["grant"];

/** A fresh pair for the grant. The pair before it keeps its access token until that ends by itself. */
export function mintPair(state: SandboxState, grant: Grant, lifeSeconds = accessLifeSeconds): TokenRecord {
  const now = state.clock.now();
  const refreshToken = newSecret("rt-");
  const token = newSecret("at-");
  state.refreshTokens.set(refreshToken, {
    refreshToken,
    accessToken: token,
    expiresAt: now + refreshLifeMs,
    grant,
  });
  return state.tokens.set(token, {
    ...grant,
    token,
    createdAt: now,
    expiresAt: now + lifeSeconds * 1000,
    refreshToken,
  });
}

/** The answer of the token operation for a pair. */
export function tokenAnswer(state: SandboxState, pair: TokenRecord) {
  return {
    accessToken: pair.token,
    tokenType: "Bearer",
    expiresIn: Math.round(((pair.expiresAt ?? 0) - state.clock.now()) / 1000),
    refreshToken: pair.refreshToken ?? "",
    scope: pair.scopes.join(" "),
    userType: pair.kind,
    companyId: pair.companyId,
    ...(pair.locationId === undefined ? {} : { locationId: pair.locationId }),
    ...(pair.approvedLocations === undefined ? {} : { approvedLocations: pair.approvedLocations }),
    userId: pair.userId,
    isBulkInstallation: pair.kind === "Company",
  };
}

export function installed(state: SandboxState, companyId: string, locationId: string): void {
  const key = `${companyId} ${locationId}`;
  if (!state.installs.has(key)) state.installs.set(key, { companyId, locationId, at: state.clock.now() });
}
