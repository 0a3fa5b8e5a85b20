import { AppError } from "@/lib/errors";

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** Reads a body of at most `maxBytes`, counting while it streams. Throws `too_large`. */
export async function readBytes(request: Request, maxBytes = DEFAULT_MAX_BYTES): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw new AppError("too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new AppError("too_large");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, size);
}

/** Reads a JSON body. Throws `invalid_input` where it is no JSON. */
export async function readBody(request: Request, maxBytes?: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid_input", { message: "The request body is not valid JSON.", cause });
  }
}
