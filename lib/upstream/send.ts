import { Pool } from "undici";
import { AppError } from "@/lib/errors";
import type { Operation } from "./contract/operation";

export type WireRequest = {
  operation: Operation;
  params: Record<string, string>;
  query: Record<string, string | string[] | undefined>;
  body: unknown;
  file: { name: string; type: string; bytes: Uint8Array } | undefined;
  accessToken: string | null;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

export type WireReply = {
  status: number;
  headers: Record<string, string>;
  text: string;
  traceId: string | null;
};

const VERSION = "v3";
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/** Whether the request may have been acted on although no good answer came. */
export class BrokenCall extends Error {
  override name = "BrokenCall";
  constructor(
    readonly kind: "timeout" | "reset" | "too_large",
    /** False: the connection was never made, so nothing can have happened. */
    readonly sent: boolean,
    cause: unknown,
  ) {
    super(kind, { cause });
  }
}

export type Sender = { send: (request: WireRequest) => Promise<WireReply>; close: () => Promise<void> };

/** Speaks HTTP to one upstream over a pool of kept-alive connections. Throws `BrokenCall` where no whole answer came. */
export function createSender(baseUrl: string): Sender {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/$/, "");
  const pool = new Pool(origin, {
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    connectTimeout: 5_000,
  });

  return {
    close: () => pool.close(),
    async send(request) {
      const { operation, accessToken, timeoutMs } = request;
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
      const { body, contentType } = encodeBody(request);
      try {
        const reply = await pool.request({
          method: operation.method,
          path: prefix + pathOf(operation, request.params) + searchOf(request.query),
          headers: {
            version: VERSION,
            accept: "application/json",
            ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
            ...(contentType ? { "content-type": contentType } : {}),
          },
          ...(body === undefined ? {} : { body }),
          signal,
        });
        const text = await readText(reply.body);
        const headers = flatten(reply.headers);
        return { status: reply.statusCode, headers, text, traceId: headers["x-trace-id"] ?? null };
      } catch (error) {
        if (error instanceof BrokenCall) throw error;
        if (request.signal?.aborted) throw new BrokenCall("timeout", true, error);
        const code = error instanceof Error && "code" in error ? String(error.code) : "";
        const neverSent =
          code === "ECONNREFUSED" || code === "UND_ERR_CONNECT_TIMEOUT" || code === "ENOTFOUND";
        throw new BrokenCall(timeout.aborted ? "timeout" : "reset", !neverSent, error);
      }
    },
  };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new BrokenCall("too_large", true, null);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? (value[0] ?? "") : value;
  }
  return flat;
}

/** The operation's path with its parameters filled in. Throws `invalid_input` when one is missing. */
export function pathOf(operation: Operation, params: Record<string, string>): string {
  return operation.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (!value)
      throw new AppError("invalid_input", { message: `${name}: this part of the address is missing.` });
    return encodeURIComponent(value);
  });
}

function searchOf(query: WireRequest["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, one);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

function encodeBody(request: WireRequest): { body?: string | Buffer; contentType?: string } {
  const { operation, body, file } = request;
  if (operation.bodyKind === "none") return {};
  if (operation.bodyKind === "json")
    return { body: JSON.stringify(body ?? {}), contentType: "application/json" };
  if (operation.bodyKind === "form") {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
      if (value !== undefined && value !== null) form.set(name, String(value));
    }
    return { body: form.toString(), contentType: "application/x-www-form-urlencoded" };
  }
  if (!file) throw new AppError("invalid_input", { message: "Attach the file in the field named file." });
  return encodeMultipart(file, body);
}

function encodeMultipart(file: NonNullable<WireRequest["file"]>, fields: unknown) {
  const boundary = `----2chat-${crypto.randomUUID()}`;
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries((fields ?? {}) as Record<string, unknown>)) {
    if (name === "file" || value === undefined || value === null) continue;
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
      ),
    );
  }
  const safeName = file.name.replace(/["\r\n\\]/g, "_");
  parts.push(
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${safeName}"\r\ncontent-type: ${file.type}\r\n\r\n`,
    ),
    Buffer.from(file.bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  );
  return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}
