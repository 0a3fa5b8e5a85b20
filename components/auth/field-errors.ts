import { ApiError } from "@/lib/http/api-client";

/** The refusal of one field of a form, or undefined. */
export function fieldError(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find((field) => field.path === `body.${name}`)?.message;
}

/** The sentence for the whole form; null when it already stands at a field. */
export function formError(error: unknown): string | null {
  if (!error) return null;
  if (!(error instanceof ApiError)) return "Something failed on this page. Try again.";
  return error.code === "invalid_input" && error.fields.length > 0 ? null : error.message;
}
