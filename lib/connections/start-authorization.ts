import { createHash, randomBytes } from "node:crypto";
import { type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readConnection, readConnections } from "./repository";
import { type AuthorizeInput, FEATURE_SCOPES } from "./schema";
import { insertOauthState } from "./state-repository";

export const callbackAddress = (): string => `${env().appUrl}/api/connections/callback`;

export const hashState = (state: string): string => createHash("sha256").update(state).digest("hex");

/**
 * Where an admin goes to allow access. The state in the address is random, stored as a hash, bound to this session, good
 * for ten minutes and once. Scopes: what the product needs, what is granted already, and what was asked for.
 */
export async function startAuthorization(ctx: Context, input: AuthorizeInput): Promise<{ url: string }> {
  requireRole(ctx, "admin");
  if (ctx.actor.kind !== "person") throw new AppError("role_refused");
  const present = input.connectionId
    ? await readConnection(ctx.db, ctx.companyId, input.connectionId)
    : ((await readConnections(ctx.db, ctx.companyId)).find(({ kind }) => kind === "agency_oauth") ?? null);
  if (input.connectionId && !present) throw new AppError("not_found");
  if (present?.kind === "api_key") {
    throw new AppError("unprocessable", {
      message: "An API key is not authorized in a browser. Rotate the key instead.",
    });
  }
  const granted = present && present.scopes.length > 0 ? present.scopes : [...FEATURE_SCOPES];
  const scopes = input.only ? input.scopes : [...new Set([...granted, ...input.scopes])];
  if (scopes.length === 0) {
    throw new AppError("invalid_input", { message: "scopes: name at least one permission." });
  }
  const state = randomBytes(32).toString("base64url");
  await insertOauthState(ctx.db, {
    stateHash: hashState(state),
    companyId: ctx.companyId,
    userId: ctx.actor.userId,
    sessionId: ctx.actor.sessionId,
    scopes,
    connectionId: present?.id ?? null,
  });
  const { authorizeUrl, clientId } = env().upstream;
  const url = new URL(authorizeUrl);
  for (const [name, value] of Object.entries({
    response_type: "code",
    redirect_uri: callbackAddress(),
    client_id: clientId,
    scope: scopes.join(" "),
    state,
  })) {
    url.searchParams.set(name, value);
  }
  return { url: url.href };
}
