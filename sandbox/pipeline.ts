import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { z } from "zod";
import { findOperation, type Operation } from "@/lib/upstream/contract";
import { checkReach, checkScope, checkToken, tokenOf } from "./access";
import type { CallCounter } from "./calls";
import { dripping, type Fault, type FaultQueue, htmlPage, truncated } from "./faults";
import type { Handler, RawInput, Setting } from "./handler";
import { newTraceId } from "./ids";
import type { RateLimiter } from "./rate-limit";
import { readBody } from "./read-body";
import { Refusal } from "./refusal";
import type { SandboxState } from "./state";

export type Works = {
  state: SandboxState;
  handlers: ReadonlyMap<string, Handler>;
  faults: FaultQueue;
  calls: CallCounter;
  limiter: RateLimiter;
};

export type SandboxEnv = { Bindings: Partial<HttpBindings> };

/** Names of version 2021-07-28 that the official client still calls. */
const oldNames: Record<string, string> = {
  "/oauth/locationToken": "/oauth/location-token",
  "/oauth/installedLocations": "/oauth/installed-locations",
};

/** Answers one request the way the upstream does: version, token, scope, reach, rate, input, then the handler. */
export async function serveOperation(works: Works, context: Context<SandboxEnv>): Promise<Response> {
  const traceId = newTraceId();
  const url = new URL(context.req.url);
  const found = findOperation(context.req.method, oldNames[url.pathname] ?? url.pathname);
  if (!found) {
    const refusal = new Refusal(404, `Cannot ${context.req.method} ${url.pathname}`);
    return send(404, refusal.answer(traceId), { "x-trace-id": traceId });
  }
  const { operation, params } = found;
  const token = tokenOf(works.state, context.req.header("authorization") ?? null);
  const raw: RawInput = { params, query: Object.fromEntries(url.searchParams), body: undefined };
  const fault = works.faults.take(operation.id);
  const counted = works.limiter.take(
    token === null || operation.token === "none"
      ? null
      : `${token.app} ${token.locationId ?? token.companyId}`,
    works.state.clock.wall(),
  );
  const headers = { ...counted.headers, "x-trace-id": traceId };

  const early = await before(fault, context, headers, traceId);
  let bodyError: unknown = null;
  if (!early) {
    raw.body = await readBody(operation, context.req.raw).catch((error: unknown) => {
      bodyError = error;
      return undefined;
    });
  }
  const asked = whatIsAsked(operation, raw);
  const kind = token === null ? "none" : token.token.startsWith("pit-") ? "key" : token.kind;
  works.calls.add(operation.id, kind.toLowerCase(), asked.locationId ?? token?.locationId ?? null);
  if (early) return early;

  try {
    checkVersion(context.req.header("version"), operation);
    if (operation.token !== "none" && !opensInBrowser(operation, token)) {
      checkToken(works.state, token);
      if (counted.refusal) throw counted.refusal;
      checkScope(operation, token);
      checkReach(works.state, token, asked);
    }
    if (bodyError) throw bodyError;
    const place = works.state.world.locationById.get(asked.locationId ?? token?.locationId ?? "") ?? null;
    const setting: Setting = {
      state: works.state,
      operation,
      token,
      place,
      traceId,
      origin: url.origin,
      visibleUntil: works.state.clock.now() - (fault?.kind === "lag" ? (fault.ms ?? 5_000) : 0),
      request: context.req.raw,
    };
    const reply = await answer(works, operation, raw, setting);
    return after(fault, context, reply, headers);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected(error);
    return send(refusal.status, refusal.answer(traceId), headers);
  }
}

async function answer(
  works: Works,
  operation: Operation,
  raw: RawInput,
  setting: Setting,
): Promise<Response> {
  const handler = works.handlers.get(operation.id);
  if (!handler) throw new Error(`The sandbox has no handler for ${operation.id}.`);
  handler.before?.(raw, setting);
  const input = {
    params: checked(operation.params, raw.params),
    query: checked(operation.query, raw.query),
    body: checked(operation.body, raw.body),
  };
  const said = await handler.run(setting, input);
  if (said instanceof Response) return said;
  if (works.state.options.strictAnswers) confirm(operation, said);
  const body = isPlainObject(said) ? { ...said, traceId: setting.traceId } : said;
  return send(operation.status, body, {});
}

function checked(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => {
    const path = issue.path.join(".");
    return path === "" ? issue.message : `${path}: ${issue.message}`;
  });
  throw new Refusal(422, sentences);
}

function confirm(operation: Operation, said: unknown): void {
  const parsed = operation.answer.safeParse(said);
  if (!parsed.success)
    throw new Error(`${operation.id} answered against the contract: ${parsed.error.message}`);
}

function checkVersion(version: string | undefined, operation: Operation): void {
  if (operation.id === "start-oauth") return;
  if (version === undefined) throw new Refusal(400, "version header was not found.");
  if (version !== "v3") throw new Refusal(400, `version header is invalid: ${version}`);
}

/** The connect pop-up is opened by a browser window, which can set neither token nor version. */
function opensInBrowser(operation: Operation, token: unknown): boolean {
  return operation.id === "start-oauth" && token === null;
}

function whatIsAsked(operation: Operation, { params, query, body }: RawInput) {
  const fields = isPlainObject(body) ? body : {};
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const alt = query.altType === "location" ? query.altId : undefined;
  const locationId =
    text(params.locationId) ?? text(query.locationId) ?? text(alt) ?? text(fields.locationId);
  // An account that is deleted names the company only for the record.
  const companyId =
    operation.id === "delete-account" ? null : (text(query.companyId) ?? text(fields.companyId));
  return { locationId, companyId: text(params.companyId) ?? companyId };
}

async function before(
  fault: Fault | null,
  context: Context<SandboxEnv>,
  headers: Record<string, string>,
  traceId: string,
): Promise<Response | null> {
  if (!fault) return null;
  if (fault.kind === "latency") {
    await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1_000));
    return null;
  }
  if (fault.kind === "reset-before") return reset(context);
  if (fault.kind === "html") {
    return new Response(htmlPage, {
      status: fault.status ?? 200,
      headers: { ...headers, "content-type": "text/html; charset=utf-8" },
    });
  }
  if (fault.kind === "status") {
    const status = fault.status ?? 500;
    const refusal = new Refusal(status, status >= 500 ? "Internal server error" : "Refused on demand");
    return send(status, fault.body ?? refusal.answer(traceId), headers);
  }
  return null;
}

async function after(
  fault: Fault | null,
  context: Context<SandboxEnv>,
  reply: Response,
  headers: Record<string, string>,
): Promise<Response> {
  for (const [name, value] of Object.entries(headers)) reply.headers.set(name, value);
  if (fault?.kind === "reset-after") return reset(context);
  if (fault?.kind === "truncated") {
    return new Response(truncated(await reply.text()), { status: reply.status, headers: reply.headers });
  }
  if (fault?.kind === "slow") {
    return new Response(dripping(await reply.text(), fault.ms ?? 1_000), {
      status: reply.status,
      headers: reply.headers,
    });
  }
  return reply;
}

function reset(context: Context<SandboxEnv>): Response {
  const socket = context.env?.outgoing?.socket;
  if (!socket) throw new Error("A connection can be reset only when the sandbox is listening.");
  socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function unexpected(error: unknown): Refusal {
  console.error("The sandbox failed:", error);
  return new Refusal(500, error instanceof Error ? error.message : "Internal server error");
}

export function send(status: number, body: unknown, headers: Record<string, string>): Response {
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
