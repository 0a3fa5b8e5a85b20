import { AppError } from "@/lib/errors";
import { readBody, readBytes } from "@/lib/http/read-body";
import type { ProxyFile, ProxyRequest } from "./proxy-call";

const PREFIX = "/api/upstream";
const MAX_BYTES = 1024 * 1024;
/** Boundaries and part headers around a file of the full size. */
const MULTIPART_ROOM = 16 * 1024;

/** What a request to `/api/upstream/…` asks for. Bodies stay unread until the operation is known and allowed. */
export function readProxyRequest(request: Request): ProxyRequest {
  const url = new URL(request.url);
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return {
    method: request.method,
    path: url.pathname.slice(PREFIX.length),
    query,
    locationHeader: request.headers.get("x-location-id"),
    readBody: async (operation) => {
      if (operation.bodyKind === "multipart") return readMultipart(request);
      if (request.method === "GET" || !hasBody(request)) return { body: undefined, file: undefined };
      return { body: await readBody(request, MAX_BYTES), file: undefined };
    },
  };
}

function hasBody(request: Request): boolean {
  return request.body !== null && request.headers.get("content-length") !== "0";
}

async function readMultipart(
  request: Request,
): Promise<{ body: Record<string, unknown>; file: ProxyFile | undefined }> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) {
    throw new AppError("invalid_input", {
      message: "Send the file as multipart/form-data, in the field file.",
    });
  }
  const bytes = await readBytes(request, MAX_BYTES + MULTIPART_ROOM);
  const form = await new Response(Buffer.from(bytes), { headers: { "content-type": type } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError("invalid_input", { message: "The form could not be read. Send it again.", cause });
    });
  const body: Record<string, unknown> = {};
  for (const [name, value] of form) body[name] = value;
  const { file } = body;
  if (!(file instanceof File)) return { body, file: undefined };
  if (file.size > MAX_BYTES)
    throw new AppError("too_large", { message: "A file may have at most 1 MB here." });
  const content = new Uint8Array(await file.arrayBuffer());
  return {
    body,
    file: { name: file.name, type: file.type || "application/octet-stream", bytes: content },
  };
}
