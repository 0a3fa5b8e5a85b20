import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import type { Clock } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Logger } from "@/lib/log";
import { classifyRefusal, parseJson } from "./classify";
import type { AnswerOf, Operation } from "./contract/operation";
import { createRateLimiter } from "./rate-limiter";
import { BrokenCall, createSender, type WireReply, type WireRequest } from "./send";
import type { TokenLease, TokenSource } from "./token-lease";
import type { Upstream, UpstreamCaller, UpstreamInput, UpstreamOptions, UpstreamReply } from "./types";
import { createUsageCounter } from "./usage-counter";

const TIMEOUT_MS = 15_000;
const READ_TRIES = 3;
const BACKOFF_MS = 200;

type Parts = { baseUrl: string; tokens: TokenSource; db: Database; clock: Clock; log: Logger };

export type UpstreamClient = Upstream & { close: () => Promise<void> };

/** The one client of the Social Media API: token, quota, timeout, retry, classification and parsing in one place. */
export function createUpstream(parts: Parts): UpstreamClient {
  const sender = createSender(parts.baseUrl);
  const limiter = createRateLimiter(parts.db);
  const usage = createUsageCounter(parts.db, parts.log);

  async function once(
    lease: TokenLease | null,
    request: WireRequest,
    priority: "person" | "job",
  ): Promise<WireReply> {
    if (lease) await limiter.take(lease.resource, priority, request.signal);
    const reply = await sender.send({ ...request, accessToken: lease?.accessToken ?? null });
    if (lease) {
      limiter.learn(lease.resource, reply.headers);
      const refused = reply.status >= 400;
      usage.add({
        connectionId: lease.connectionId,
        locationId: lease.locationId,
        scope: request.operation.scope,
        refused,
      });
    }
    return reply;
  }

  async function call<O extends Operation>(
    caller: UpstreamCaller,
    operation: O,
    input: UpstreamInput<O>,
    options: UpstreamOptions = {},
  ): Promise<UpstreamReply<O>> {
    const request = requestFor(operation, input, options);
    const locationId = locationOf(request, input.locationId);
    const priority = options.priority ?? (caller.actor.kind === "person" ? "person" : "job");
    let lease = operation.token === "none" ? null : await parts.tokens.lease(caller, operation, locationId);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const started = performance.now();
      try {
        const reply = await once(lease, request, priority);
        const ms = performance.now() - started;
        if (reply.status >= 200 && reply.status < 300) return { ...parseReply(operation, reply), ms };
        const refused = classifyRefusal(operation, reply);
        if (refused.kind === "token_expired") {
          if (!lease || renewed) throw endedToken(reply);
          lease = await parts.tokens.renew(lease);
          renewed = true;
          continue;
        }
        if (
          refused.error.code === "upstream_rate_limited" &&
          lease &&
          attempt < READ_TRIES &&
          priority === "job"
        ) {
          // A 429 was refused before anything happened: waiting and asking again is safe for writes too.
          await limiter.block(lease.resource, refused.error.retryAfterSeconds ?? 10);
          continue;
        }
        throw refused.error;
      } catch (error) {
        const failure = error instanceof BrokenCall ? brokenCall(operation, error) : error;
        if (!mayRepeat(operation, failure, attempt, request.signal)) {
          logFailure(caller, operation, locationId, failure);
          throw failure;
        }
        await sleep(BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  }

  function logFailure(
    caller: UpstreamCaller,
    operation: Operation,
    locationId: string | null,
    failure: unknown,
  ): void {
    const { code, traceId } = failure instanceof AppError ? failure : { code: "internal", traceId: null };
    parts.log.warn(
      { operation: operation.id, locationId, code, traceId, requestId: caller.requestId },
      "upstream call failed",
    );
  }

  return {
    call,
    close: async () => {
      await usage.flush();
      await sender.close();
    },
  };
}

function requestFor<O extends Operation>(
  operation: O,
  input: UpstreamInput<O>,
  options: UpstreamOptions,
): WireRequest {
  return {
    operation,
    params: (input.params ?? {}) as Record<string, string>,
    query: (input.query ?? {}) as WireRequest["query"],
    body: input.body,
    file: input.file,
    accessToken: null,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    signal: options.signal,
  };
}

/** The location a call is for: said outright, or named in path, query or body. */
function locationOf(request: WireRequest, said: string | undefined): string | null {
  if (said) return said;
  for (const part of [request.params, request.query, request.body]) {
    if (typeof part !== "object" || part === null || !("locationId" in part)) continue;
    if (typeof part.locationId === "string") return part.locationId;
  }
  return null;
}

function parseReply<O extends Operation>(operation: O, reply: WireReply) {
  const json = parseJson(reply.text);
  const parsed = operation.answer.safeParse(json);
  const traceId = traceOf(json) ?? reply.traceId;
  if (!parsed.success) {
    // A write that was answered with rubbish may have been made.
    throw new AppError(operation.effect === "read" ? "upstream_unavailable" : "upstream_unknown_outcome", {
      traceId,
      facts: { operation: operation.id, upstreamStatus: reply.status },
      cause: parsed.error,
    });
  }
  return { answer: parsed.data as AnswerOf<O>, status: reply.status, traceId };
}

function traceOf(json: unknown): string | null {
  if (typeof json !== "object" || json === null || !("traceId" in json)) return null;
  return typeof json.traceId === "string" ? json.traceId : null;
}

function brokenCall(operation: Operation, broken: BrokenCall): AppError {
  const details = { cause: broken, facts: { operation: operation.id, upstreamStatus: 0 } };
  if (!broken.sent) return new AppError("upstream_unavailable", details);
  if (operation.effect !== "read") return new AppError("upstream_unknown_outcome", details);
  return new AppError(broken.kind === "timeout" ? "upstream_timeout" : "upstream_unavailable", details);
}

function mayRepeat(
  operation: Operation,
  failure: unknown,
  attempt: number,
  signal: AbortSignal | undefined,
): boolean {
  if (signal?.aborted || attempt >= READ_TRIES || !(failure instanceof AppError)) return false;
  if (failure.code === "upstream_unavailable") {
    // A write that never left (no connection) is safe to try again; one that was answered with 5xx is not ours to repeat.
    return operation.effect === "read" || failure.facts.upstreamStatus === 0;
  }
  return failure.code === "upstream_timeout" && operation.effect === "read";
}

function endedToken(reply: WireReply): AppError {
  return new AppError("needs_reauth", {
    message:
      "The Social Media API refuses the connection's token even after it was renewed. An admin can reconnect on the Connections page.",
    traceId: reply.traceId,
  });
}
