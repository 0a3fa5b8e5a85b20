import type { Operation } from "@/lib/upstream/contract";
import { Refusal } from "./refusal";

const mostBytes = 60 * 1024 * 1024;

/** The body as the operation takes it; a body where none is expected is ignored, as upstream does. */
export async function readBody(operation: Operation, request: Request): Promise<unknown> {
  if (operation.bodyKind === "none") return undefined;
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) {
    throw new Refusal(413, "Payload Too Large");
  }
  const type = request.headers.get("content-type") ?? "";
  if (operation.bodyKind === "multipart") {
    if (!type.includes("multipart/form-data")) return {};
    return Object.fromEntries(await request.formData());
  }
  const text = await request.text();
  if (type.includes("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(400, error instanceof Error ? error.message : "The body is no JSON.");
  }
}
