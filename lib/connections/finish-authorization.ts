import { timingSafeEqual } from "node:crypto";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { getLocation, type Location, searchLocations } from "@/lib/upstream/contract";
import type { CallbackProblem, CallbackQuery } from "./schema";
import { callbackAddress, hashState } from "./start-authorization";
import { readOauthState, spendOauthState } from "./state-repository";
import { storeGrant } from "./store-grant";
import { createTokenEndpoint, type Grant } from "./token-endpoint";
import { openTokenTrial } from "./try-token";

export type AuthorizationEnd =
  | { connectionId: string }
  | { problem: CallbackProblem }
  /** Started from the marketplace: there is no state of ours, so a person has to confirm it first. */
  | { confirm: string };

/**
 * Ends an authorization round trip: the state must be this session's own, fresh and unused; then the code is exchanged,
 * the token tried once and stored. Problems come back as words for the page; nothing is stored with any of them.
 */
export async function finishAuthorization(ctx: Context, query: CallbackQuery): Promise<AuthorizationEnd> {
  requireRole(ctx, "admin");
  if (query.error) return { problem: "cancelled" };
  if (!query.code) return { problem: "no_code" };
  if (!query.state) return { confirm: query.code };
  const stateHash = hashState(query.state);
  const state = await readOauthState(ctx.db, stateHash);
  if (!state) return { problem: "unknown_state" };
  if (ctx.actor.kind !== "person" || !same(state.sessionId, ctx.actor.sessionId)) {
    return { problem: "foreign_state" };
  }
  if (state.usedAt) return { problem: "used_state" };
  if (state.isLate) return { problem: "late_state" };
  if (!(await spendOauthState(ctx.db, stateHash))) return { problem: "used_state" };
  return redeemCode(ctx, query.code, state.connectionId);
}

/** Exchanges a code and keeps what it grants. Also the end of a marketplace install that an admin confirmed. */
export async function redeemCode(
  ctx: Context,
  code: string,
  connectionId: string | null,
): Promise<AuthorizationEnd> {
  requireRole(ctx, "admin");
  const { baseUrl, clientId, clientSecret } = env().upstream;
  const endpoint = createTokenEndpoint({ baseUrl, clientId, clientSecret });
  try {
    const grant = await endpoint.exchangeCode(code, callbackAddress());
    const location = await tryGrant(grant);
    return await storeGrant(ctx, { grant, connectionId, location, addedBy: actorUserId(ctx) });
  } catch (error) {
    ctx.log.warn({ err: error }, "authorization failed");
    return { problem: problemOf(error) };
  } finally {
    await endpoint.close();
  }
}

/** The first call with a new token. Answers the location that a location token is for. */
async function tryGrant(grant: Grant): Promise<Location | null> {
  const trial = openTokenTrial(grant.accessToken);
  try {
    if (grant.userType === "Location") {
      const { location } = await trial.call(getLocation, { params: { locationId: grant.locationId ?? "" } });
      return location;
    }
    await trial.call(searchLocations, { query: { companyId: grant.companyId ?? "", limit: "1" } });
    return null;
  } finally {
    await trial.close();
  }
}

function problemOf(error: unknown): CallbackProblem {
  if (!(error instanceof AppError)) throw error;
  switch (error.code) {
    case "needs_reauth":
    case "upstream_refused":
      return "bad_code";
    case "missing_scope":
    case "upstream_no_access":
      return "no_access";
    case "upstream_unavailable":
    case "upstream_timeout":
    case "upstream_unknown_outcome":
    case "upstream_rate_limited":
      return "unavailable";
    default:
      throw error;
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
