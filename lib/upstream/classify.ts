import { AppError } from "@/lib/errors";
import { readRefusal, SCOPES, UPSTREAM_MESSAGES } from "./contract";
import type { Operation } from "./contract/operation";
import type { WireReply } from "./send";

export type Refused =
  /** The access token ended: renew it once, try once more. */
  { kind: "token_expired" } | { kind: "error"; error: AppError };

/**
 * What a refusal of the upstream means for us. Judged by status first and by the upstream's documented sentences where
 * one status means several things; an unknown sentence falls back to its status, never to a guess.
 */
export function classifyRefusal(operation: Operation, reply: WireReply): Refused {
  const refusal = readRefusal(parseJson(reply.text));
  const traceId = refusal?.traceId ?? reply.traceId;
  const sentence = refusal?.messages.join(" ") ?? null;
  const says = (text: string) => refusal?.messages.some((message) => message.includes(text)) ?? false;
  const fail = (code: AppError["code"], message?: string, facts: AppError["facts"] = {}): Refused => ({
    kind: "error",
    error: new AppError(code, {
      traceId,
      ...(message ? { message } : {}),
      facts: { upstreamStatus: reply.status, operation: operation.id, ...facts },
      ...(code === "upstream_rate_limited" ? { retryAfterSeconds: retryAfter(reply) } : {}),
    }),
  });

  if (says(UPSTREAM_MESSAGES.locationNotActive)) return fail("location_inactive");
  if (reply.status === 401) {
    if (says(UPSTREAM_MESSAGES.scopeMissing))
      return { kind: "error", error: missingScope(operation.scope, traceId) };
    return { kind: "token_expired" };
  }
  if (reply.status === 403) return fail("upstream_no_access");
  if (reply.status === 404) return fail("upstream_not_found", sentence ?? undefined);
  if (reply.status === 429) return fail("upstream_rate_limited");
  // A write that was answered with a fault of theirs may have been made all the same.
  if (reply.status >= 500 && operation.effect !== "read") return fail("upstream_unknown_outcome");
  if (reply.status >= 500 || refusal === null) return fail("upstream_unavailable");
  const facts: AppError["facts"] = refusal.csv
    ? { csvCode: refusal.csv.code, missingHeaders: refusal.csv.missingHeaders }
    : {};
  return fail("upstream_refused", `The Social Media API refused this: ${sentence}`, {
    ...facts,
    messages: refusal.messages,
  });
}

/** The refusal for a scope that was not granted: names the feature and where to grant exactly that scope. */
export function missingScope(scope: string | null, traceId: string | null = null): AppError {
  const name = scope ?? "unknown";
  const known = Object.hasOwn(SCOPES, name) ? SCOPES[name as keyof typeof SCOPES] : null;
  const feature = known?.feature ?? "This";
  return new AppError("missing_scope", {
    traceId,
    message: `${feature} cannot go on: the connection was not granted the permission ${name}. An admin can reconnect with it on the Connections page.`,
    facts: { scope: name, feature, reconnectHref: `/connections?grant=${encodeURIComponent(name)}` },
  });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter(reply: WireReply): number {
  const header = Number(reply.headers["retry-after"]);
  if (header > 0) return Math.ceil(header);
  const interval = Number(reply.headers["x-ratelimit-interval-milliseconds"]);
  return interval > 0 ? Math.ceil(interval / 1000) : 10;
}
