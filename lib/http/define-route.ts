import type { z } from "zod";
import { admitApiKey, bearerKey, identifyApiKey } from "@/lib/auth/resolve-api-key";
import { resolveSession } from "@/lib/auth/resolve-session";
import type { SignedIn } from "@/lib/auth/signed-in";
import { type Context, hasRole, type Role, requireLocation } from "@/lib/context";
import { AppError, type ErrorBody, type FieldIssue } from "@/lib/errors";
import { contextFor, runtime } from "@/lib/runtime";
import { noticeRefusal, type Recognised } from "@/lib/watch/notice-refusal";
import { readBody } from "./read-body";
import { replyToError } from "./reply-to-error";
import { requireSameOrigin } from "./same-origin";

/**
 * How a route is kept to the locations a person was granted. `input`: `locationId` stands in path, query or body and is
 * checked before `run`. `record`: the location is known only from a stored record, so `run` must call
 * `requireLocation` itself (checked). `list`: the answer is filtered by `ctx.locations`. `none`: no location is involved.
 */
export type LocationRule = "input" | "record" | "list" | "none";

/**
 * `machine`: called by machines, which send no Origin; the route proves the caller in another way. `beforeFactor`: open
 * also to somebody who still has to set up the second factor that their role asks for.
 */
export type Access =
  | { public: true; machine?: true }
  | { role: Role; location: LocationRule; stepUp?: boolean; beforeFactor?: true };

type Schema = z.ZodType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;

export type RouteInput<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
> = {
  ctx: Context;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  request: Request;
  /** The signed-in person; public routes and scripts with an API key have none. */
  person: SignedIn | null;
};

export type RouteDefinition<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  O extends Schema | undefined = Schema | undefined,
> = {
  /** One line for openapi.json. */
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  /** JSON by default; `bytes`: `run` reads `request.body` itself, at most `maxBytes`. */
  bodyKind?: "json" | "bytes";
  maxBytes?: number;
  /** The JSON answer; leave out for streams and files. */
  output?: O;
  status?: number;
  run: (input: RouteInput<P, Q, B>) => Promise<(O extends Schema ? z.input<O> : unknown) | Response>;
};

export type RouteHandler = ((
  request: Request,
  segment: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>) & { definition: RouteDefinition };

const MUTATIONS = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const STEP_UP_MS = 5 * 60_000;

/**
 * The only way a route of ours answers: origin → session → role → step-up → input → location grant → `run` → reply.
 * Refusals are translated by `lib/errors.ts`; every answer is private and uncached.
 */
export function defineRoute<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  O extends Schema | undefined = undefined,
>(definition: RouteDefinition<P, Q, B, O>): RouteHandler {
  const handler = async (
    request: Request,
    segment: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response> => {
    const requestId = crypto.randomUUID();
    const caller: Caller = {};
    try {
      const key = "public" in definition.access ? null : bearerKey(request.headers);
      // A key is sent on purpose, a cookie by itself: only the latter can be misused by another site.
      if (MUTATIONS.has(request.method) && !isForMachines(definition.access) && key === null) {
        requireSameOrigin(request);
      }
      const { ctx, person } = await callerOf(request, requestId, definition.access, key, caller);
      const params = parsePart(definition.params, await segment.params, "path") as Parsed<P>;
      const query = parsePart(definition.query, queryOf(request), "query") as Parsed<Q>;
      const body = (
        definition.body
          ? parsePart(definition.body, await readBody(request, definition.maxBytes), "body")
          : undefined
      ) as Parsed<B>;
      if ("role" in definition.access && definition.access.location === "input") {
        requireLocation(ctx, namedLocation(params, query, body));
      }
      const result = await definition.run({ ctx, params, query, body, request, person });
      requireLocationCheck(definition.access, ctx);
      if (result instanceof Response) return secured(result, requestId);
      const answer = definition.output ? definition.output.parse(result) : result;
      return secured(Response.json(answer ?? null, { status: definition.status ?? 200 }), requestId);
    } catch (error) {
      if (caller.recognised) {
        await noticeRefusal(contextFor(request, requestId, null), caller.recognised, error);
      }
      return secured(replyToError(error, requestId, runtime().log), requestId);
    }
  };
  return Object.assign(handler, { definition: definition as unknown as RouteDefinition });
}

const isForMachines = (access: Access): boolean => "public" in access && access.machine === true;

/** Filled as soon as it is known who asks, before it is known whether they may. */
type Caller = { recognised?: Recognised };

async function requirePerson(
  request: Request,
  access: Extract<Access, { role: Role }>,
  caller: Caller,
): Promise<SignedIn> {
  const person = await resolveSession(request.headers);
  if (!person) throw new AppError("not_signed_in");
  const { userId, name, companyId } = person;
  caller.recognised = { subject: { kind: "person", id: userId, name }, companyId };
  if (!hasRole(person.role, access.role)) throw new AppError("role_refused");
  if (person.factorMissing && !access.beforeFactor) throw new AppError("second_factor_missing");
  if (access.stepUp) {
    const age = runtime().clock.now().getTime() - (person.steppedUpAt?.getTime() ?? 0);
    if (age > STEP_UP_MS) throw new AppError("step_up_required");
  }
  return person;
}

async function callerOf(
  request: Request,
  requestId: string,
  access: Access,
  secret: string | null,
  caller: Caller,
) {
  if ("public" in access) return { ctx: contextFor(request, requestId, null), person: null };
  if (secret === null) {
    const person = await requirePerson(request, access, caller);
    return { ctx: contextFor(request, requestId, person), person };
  }
  const visitor = contextFor(request, requestId, null);
  const key = await identifyApiKey(visitor, secret);
  const { keyId: id, name, companyId } = key;
  caller.recognised = { subject: { kind: "api_key", id, name }, companyId };
  const { role, ...admitted } = await admitApiKey(visitor, key, request);
  if (access.stepUp || !hasRole(role, access.role)) throw new AppError("role_refused");
  const ctx: Context = { ...visitor, ...admitted };
  return { ctx, person: null };
}

function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const search = new URL(request.url).searchParams;
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return query;
}

function parsePart(schema: Schema | undefined, value: unknown, where: "path" | "query" | "body"): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: FieldIssue[] = parsed.error.issues.map((issue) => ({
    path: [where, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  const first = fields[0];
  const name = first?.path.split(".").slice(1).join(".");
  throw new AppError("invalid_input", {
    fields,
    // A whole sentence of ours speaks for itself; a bare remark needs the field's name before it.
    ...(first
      ? {
          message:
            name && !/^\p{Lu}.*[.?]$/u.test(first.message) ? `${name}: ${first.message}` : first.message,
        }
      : {}),
  });
}

/** The one location that path, query and body name; two different ones are refused. */
function namedLocation(...parts: unknown[]): string {
  const named = new Set<string>();
  for (const part of parts) {
    if (
      typeof part === "object" &&
      part !== null &&
      "locationId" in part &&
      typeof part.locationId === "string"
    ) {
      named.add(part.locationId);
    }
  }
  if (named.size > 1) throw new AppError("location_mismatch");
  const [only] = named;
  if (only === undefined) throw new AppError("invalid_input", { message: "locationId: name the location." });
  return only;
}

function requireLocationCheck(access: Access, ctx: Context): void {
  if ("role" in access && access.location === "record" && ctx.locationChecks.count === 0) {
    throw new AppError("internal", { cause: new Error("a `record` route answered without requireLocation") });
  }
}

function secured(response: Response, requestId: string): Response {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

export type { ErrorBody };
