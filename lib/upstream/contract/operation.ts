import type { z } from "zod";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Which token the upstream accepts: the agency's, one location's, either of them, or none at all. */
export type TokenKind = "agency" | "location" | "either" | "none";

/** What a call does upstream. `write` and `delete` are never repeated blindly: there is no idempotency key. */
export type Effect = "read" | "write" | "delete";

export type Resource =
  | "social-planner"
  | "snapshots"
  | "oauth"
  | "locations"
  | "users"
  | "companies"
  | "medias"
  | "contacts";

/**
 * One operation of the Social Media API: what the client sends, what the sandbox answers, what the proxy lets
 * through and what the catalogue shows all come from this one description.
 *
 * `path` uses `:name` for parameters. `scope` is the one scope the token must carry (null: any valid token).
 */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** The upstream's own operationId, for example `set-accounts`. Unique over the whole contract. */
  id: string;
  resource: Resource;
  method: HttpMethod;
  path: string;
  summary: string;
  scope: string | null;
  token: TokenKind;
  effect: Effect;
  params: Params;
  query: Query;
  body: Body;
  bodyKind: "none" | "json" | "form" | "multipart";
  /** The status of a good answer. */
  status: number;
  answer: Answer;
  /** Statuses of refusals that the upstream documents. */
  refusals: readonly number[];
};

export function defineOperation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(operation: Operation<Params, Query, Body, Answer>): Operation<Params, Query, Body, Answer> {
  return operation;
}

export type ParamsOf<O extends Operation> = z.input<O["params"]>;
export type QueryOf<O extends Operation> = z.input<O["query"]>;
export type BodyOf<O extends Operation> = z.input<O["body"]>;
export type AnswerOf<O extends Operation> = z.output<O["answer"]>;
