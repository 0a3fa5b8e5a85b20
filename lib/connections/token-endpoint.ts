import { AppError } from "@/lib/errors";
import { classifyRefusal, parseJson } from "@/lib/upstream/classify";
import {
  getAccessToken,
  getLocationAccessToken,
  splitScopes,
  UPSTREAM_MESSAGES,
} from "@/lib/upstream/contract";
import { BrokenCall, createSender, type WireReply } from "@/lib/upstream/send";

const TIMEOUT_MS = 10_000;

export type OAuthClient = { baseUrl: string; clientId: string; clientSecret: string };

/** A token the upstream gave us. */
export type Grant = {
  accessToken: string;
  refreshToken: string | null;
  expiresInSeconds: number;
  scopes: string[];
  userType: "Company" | "Location";
  companyId: string | null;
  locationId: string | null;
  userId: string | null;
};

/**
 * The three token calls of the upstream. Throws `needs_reauth` when a code or refresh token is used up,
 * `location_inactive`, or `upstream_*`; a broken call says `upstream_unknown_outcome`, for a refresh token works once.
 */
export function createTokenEndpoint(client: OAuthClient) {
  const sender = createSender(client.baseUrl);
  const credentials = { clientId: client.clientId, clientSecret: client.clientSecret };

  async function ask(
    operation: typeof getAccessToken | typeof getLocationAccessToken,
    body: Record<string, string>,
    accessToken: string | null,
  ): Promise<Grant> {
    const request = {
      operation,
      params: {},
      query: {},
      body,
      file: undefined,
      accessToken,
      timeoutMs: TIMEOUT_MS,
    };
    const reply = await sender.send(request).catch((error: unknown) => {
      if (!(error instanceof BrokenCall)) throw error;
      throw new AppError(error.sent ? "upstream_unknown_outcome" : "upstream_unavailable", { cause: error });
    });
    if (reply.status < 200 || reply.status >= 300) throw refusalOf(operation, reply);
    const parsed = operation.answer.safeParse(parseJson(reply.text));
    if (!parsed.success)
      throw new AppError("upstream_unknown_outcome", { cause: parsed.error, traceId: reply.traceId });
    const token = parsed.data;
    const userType = "userType" in token && token.userType === "Company" ? "Company" : "Location";
    return {
      accessToken: token.accessToken,
      refreshToken: token.refreshToken ?? null,
      expiresInSeconds: token.expiresIn,
      scopes: splitScopes(token.scope),
      userType: operation === getLocationAccessToken ? "Location" : userType,
      companyId: token.companyId ?? null,
      locationId: token.locationId ?? null,
      userId: token.userId ?? null,
    };
  }

  return {
    exchangeCode: (code: string, redirectUri: string) =>
      ask(getAccessToken, { ...credentials, grantType: "authorization_code", code, redirectUri }, null),
    refresh: (refreshToken: string, userType: "Company" | "Location") =>
      ask(getAccessToken, { ...credentials, grantType: "refresh_token", refreshToken, userType }, null),
    mintLocationToken: (agencyToken: string, companyId: string, locationId: string) =>
      ask(getLocationAccessToken, { companyId, locationId }, agencyToken),
    close: () => sender.close(),
  };
}

export type TokenEndpoint = ReturnType<typeof createTokenEndpoint>;

function refusalOf(
  operation: typeof getAccessToken | typeof getLocationAccessToken,
  reply: WireReply,
): AppError {
  const refused = classifyRefusal(operation, reply);
  if (refused.kind === "token_expired") {
    return new AppError("needs_reauth", {
      traceId: reply.traceId,
      message: "The Social Media API no longer accepts the token.",
    });
  }
  const { error } = refused;
  const messages = Array.isArray(error.facts.messages) ? error.facts.messages : [];
  const usedUp = messages.some(
    (message) => message.includes(UPSTREAM_MESSAGES.refreshTokenUsed) || /invalid.grant/i.test(message),
  );
  if (!usedUp) return error;
  return new AppError("needs_reauth", {
    traceId: error.traceId,
    message: "The Social Media API refused the refresh: the refresh token was already used.",
  });
}
