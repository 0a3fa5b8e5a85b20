import {
  getAccessToken,
  getInstalledLocation,
  getLocationAccessToken,
  UPSTREAM_MESSAGES,
} from "@/lib/upstream/contract";
import { answers, tokenFor } from "../handler";
import { isPlainObject } from "../pipeline";
import type { CodeRecord, RefreshRecord } from "../records";
import { Refusal } from "../refusal";
import type { SandboxState } from "../state";
import { mintPair, tokenAnswer } from "../tokens";

const oauthHandlers = [
  answers(
    getAccessToken,
    ({ state, body }) => {
      checkClient(state, body.clientId, body.clientSecret);
      if (body.grantType === "authorization_code") {
        const code = spendCode(state, body.code, body.clientId, body.redirectUri);
        return tokenAnswer(state, mintPair(state, code.grant));
      }
      if (body.grantType === "refresh_token") {
        const refresh = spendRefresh(state, body.refreshToken);
        return tokenAnswer(state, mintPair(state, refresh.grant));
      }
      throw new Refusal(400, "Unsupported grant type: client_credentials is not available to this app");
    },
    (raw) => {
      raw.body = inCamelCase(raw.body);
    },
  ),

  answers(
    getLocationAccessToken,
    (call) => {
      const { state, body } = call;
      const token = tokenFor(call);
      if (!state.isActive(body.locationId)) throw new Refusal(400, UPSTREAM_MESSAGES.locationNotActive);
      const pair = mintPair(state, {
        kind: "Location",
        app: token.app,
        companyId: token.companyId,
        locationId: body.locationId,
        scopes: token.scopes,
        userId: token.userId,
      });
      return tokenAnswer(state, pair);
    },
    (raw) => {
      raw.body = inCamelCase(raw.body);
    },
  ),

  answers(getInstalledLocation, (call) => {
    const { state, query } = call;
    const token = tokenFor(call);
    if (query.appId !== state.options.clientId && query.appId !== appId(state.options.clientId)) {
      const error = { code: "NOT_FOUND", message: "App not found", status: "NOT_FOUND" };
      throw new Refusal(404, "App not found", { error });
    }
    const words = query.query?.toLowerCase();
    const items = state.world.locations
      .filter((place) => place.companyId === token.companyId)
      .filter((place) => token.approvedLocations?.includes(place.id) ?? true)
      .filter((place) => query.locationId === undefined || place.id === query.locationId)
      .filter((place) => words === undefined || place.name.toLowerCase().includes(words))
      .filter(() => query.isInstalled !== "false")
      .map((place) => ({
        _id: place.id,
        name: place.name,
        address: `${place.address}, ${place.place.city}`,
        isInstalled: true,
        installedAt: new Date(
          state.installs.get(`${place.companyId} ${place.id}`)?.at ?? state.world.bornAt,
        ).toISOString(),
      }));
    const size = Number(query.pageSize ?? 20);
    const from = readPageToken(query.pageToken);
    const shown = items.slice(from, from + size);
    const more = from + size < items.length;
    return {
      items: shown,
      pagination: {
        totalRecords: items.length,
        hasNextPage: more,
        hasPrevPage: from > 0,
        ...(more ? { nextPageToken: pageToken(from + size) } : {}),
        ...(from > 0 ? { prevPageToken: pageToken(Math.max(0, from - size)) } : {}),
        currentPageSize: shown.length,
      },
      installToFutureLocations: token.approvedLocations === undefined,
    };
  }),
];

export default oauthHandlers;

function checkClient(state: SandboxState, clientId: string, clientSecret: string): void {
  if (clientId !== state.options.clientId || clientSecret !== state.options.clientSecret) {
    throw new Refusal(401, "Invalid client: client credentials are invalid");
  }
}

function spendCode(
  state: SandboxState,
  value: string,
  clientId: string,
  redirectUri: string | undefined,
): CodeRecord {
  const code = state.codes.get(value);
  if (
    !code ||
    code.usedAt !== undefined ||
    code.expiresAt <= state.clock.now() ||
    code.clientId !== clientId
  ) {
    throw new Refusal(400, "Invalid grant: authorization code is invalid");
  }
  if (redirectUri !== undefined && redirectUri !== code.redirectUri) {
    throw new Refusal(400, "Invalid grant: redirect uri does not match");
  }
  return state.codes.set(value, { ...code, usedAt: state.clock.now() });
}

function spendRefresh(state: SandboxState, value: string): RefreshRecord {
  const refresh = state.refreshTokens.get(value);
  const now = state.clock.now();
  if (!refresh || refresh.usedAt !== undefined || refresh.expiresAt <= now) {
    throw new Refusal(400, UPSTREAM_MESSAGES.refreshTokenUsed);
  }
  // The token is not spent: the same one works again once the location is active.
  if (refresh.grant.locationId !== undefined && !state.isActive(refresh.grant.locationId)) {
    throw new Refusal(400, UPSTREAM_MESSAGES.locationNotActive);
  }
  return state.refreshTokens.set(value, { ...refresh, usedAt: now });
}

/** Version 2021-07-28 wrote `client_id`; both spellings are understood. */
function inCamelCase(body: unknown): unknown {
  if (!isPlainObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** A client id is the app id, a dash and a suffix. */
function appId(clientId: string): string {
  return clientId.split("-")[0] ?? clientId;
}

function pageToken(from: number): string {
  return Buffer.from(`from:${from}`).toString("base64url");
}

function readPageToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const from = /^from:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (from === undefined) {
    const error = { code: "INVALID_ARGUMENT", message: "Invalid page token", status: "INVALID_ARGUMENT" };
    throw new Refusal(400, "Invalid page token", { error });
  }
  return Number(from);
}
