import type { z } from "zod";
import type { ErrorBody } from "@/lib/errors";

/** A refusal as the browser sees it: the sentence to show, and what a page needs for the next step. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly code: string;
  readonly fields: { path: string; message: string }[];
  readonly facts: Record<string, unknown>;
  readonly requestId: string | null;
  readonly traceId: string | null;

  constructor(
    readonly status: number,
    body: Partial<ErrorBody["error"]>,
  ) {
    super(body.message ?? "The product did not answer properly. Check your connection and try again.");
    this.code = body.code ?? "internal";
    this.fields = body.fields ?? [];
    this.facts = body.facts ?? {};
    this.requestId = body.requestId ?? null;
    this.traceId = body.traceId ?? null;
  }
}

type Options<S extends z.ZodType> = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Values of null and undefined are left out; lists repeat the name. */
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  json?: unknown;
  bytes?: Blob;
  schema: S;
  signal?: AbortSignal;
};

let askForProof: (() => Promise<boolean>) | undefined;

/** Where the dialog that asks for password or code makes itself known; answers whether a proof was given. */
export function whenProofIsNeeded(ask: () => Promise<boolean>): () => void {
  askForProof = ask;
  return () => {
    if (askForProof === ask) askForProof = undefined;
  };
}

const underWay = new Map<string, Promise<unknown>>();

/**
 * Calls a route of ours and parses its answer. Throws `ApiError`; a lost network reads as one too (status 0). A change that
 * is asked for again while the same one is on its way (a double click) is made once, and both get its answer.
 */
export function api<S extends z.ZodType>(path: string, options: Options<S>): Promise<z.output<S>> {
  const { method = "GET", json, query, bytes } = options;
  if (method === "GET" || bytes) return ask(path, options);
  const change = JSON.stringify([method, path + searchOf(query), json]);
  const known = underWay.get(change);
  if (known) return known as Promise<z.output<S>>;
  const asked = ask(path, options).finally(() => underWay.delete(change));
  underWay.set(change, asked);
  return asked;
}

async function ask<S extends z.ZodType>(path: string, options: Options<S>): Promise<z.output<S>> {
  const response = await send(path, options);
  const text = await response.text();
  if (!response.ok) {
    const refusal = errorOf(text);
    // Refused before anything was done: asked once more when the person has proved who they are.
    if (refusal.code === "step_up_required" && (await askForProof?.())) return ask(path, options);
    throw new ApiError(response.status, refusal);
  }
  const parsed = options.schema.safeParse(text === "" ? null : JSON.parse(text));
  if (!parsed.success)
    throw new ApiError(response.status, { message: "The answer had an unexpected form. Reload the page." });
  return parsed.data;
}

async function send<S extends z.ZodType>(path: string, options: Options<S>): Promise<Response> {
  try {
    return await fetch(path + searchOf(options.query), {
      method: options.method ?? "GET",
      credentials: "same-origin",
      ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
      ...(options.bytes ? { body: options.bytes } : {}),
      headers: { "content-type": options.bytes ? "application/octet-stream" : "application/json" },
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, {
      message: "The product cannot be reached. Check your connection; nothing was changed.",
    });
  }
}

function searchOf(query: Options<z.ZodType>["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

function errorOf(text: string): Partial<ErrorBody["error"]> {
  try {
    return (JSON.parse(text) as ErrorBody).error;
  } catch {
    return {};
  }
}
