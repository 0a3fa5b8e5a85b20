import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from "./contract/operation";

export type UpstreamInput<O extends Operation> = {
  params?: ParamsOf<O>;
  query?: QueryOf<O>;
  body?: BodyOf<O>;
  /** For operations with a location token whose path has no `:locationId` (statistics, medias, queues). */
  locationId?: string;
  /** The file of a multipart operation. */
  file?: { name: string; type: string; bytes: Uint8Array };
};

export type UpstreamOptions = {
  /** People's own calls go before jobs' calls when the quota is short. Default: `job` in jobs, `person` else. */
  priority?: "person" | "job";
  timeoutMs?: number;
  signal?: AbortSignal;
};

/** Who calls: what the client needs of a `Context`. */
export type UpstreamCaller = { companyId: string; requestId: string; actor: { kind: string } };

/** A good answer with what the upstream said about itself. */
export type UpstreamReply<O extends Operation> = {
  answer: AnswerOf<O>;
  status: number;
  traceId: string | null;
  /** Milliseconds from sending to the whole answer. */
  ms: number;
};

/**
 * The Social Media API as use cases see it: connection, token, quota, timeout, retry and parsing are inside.
 * Reads are retried on 5xx, resets and timeouts; writes never are: a broken write throws `upstream_unknown_outcome`.
 * Throws `AppError` (`not_connected`, `needs_reauth`, `missing_scope`, `location_inactive`, `upstream_*`).
 */
export type Upstream = {
  call<O extends Operation>(
    caller: UpstreamCaller,
    operation: O,
    input: UpstreamInput<O>,
    options?: UpstreamOptions,
  ): Promise<UpstreamReply<O>>;
};
