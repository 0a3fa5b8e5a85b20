import { AppError, type ErrorBody } from "@/lib/errors";
import type { Logger } from "@/lib/log";

/** The one translation of a thrown value into an answer. Anything that is no `AppError` is logged and reads "internal". */
export function replyToError(thrown: unknown, requestId: string, log: Logger): Response {
  const error = thrown instanceof AppError ? thrown : fromUnknown(thrown);
  if (error.status >= 500) log.error({ err: thrown, code: error.code, requestId }, "request failed");
  const body: ErrorBody = {
    error: {
      code: error.code,
      message: error.message,
      requestId,
      ...(error.fields.length > 0 ? { fields: error.fields } : {}),
      ...(Object.keys(error.facts).length > 0 ? { facts: error.facts } : {}),
      ...(error.traceId ? { traceId: error.traceId } : {}),
    },
  };
  const headers = error.retryAfterSeconds ? { "retry-after": String(error.retryAfterSeconds) } : undefined;
  return Response.json(body, { status: error.status, ...(headers ? { headers } : {}) });
}

const DATABASE_DOWN = new Set(["ECONNREFUSED", "ECONNRESET", "57P01", "57P03", "53300"]);

function fromUnknown(thrown: unknown): AppError {
  for (let cause: unknown = thrown; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && DATABASE_DOWN.has(cause.code)) {
      return new AppError("unavailable", { cause: thrown });
    }
  }
  return new AppError("internal", { cause: thrown });
}
