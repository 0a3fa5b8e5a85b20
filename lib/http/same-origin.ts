import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * A change must come from the product's own pages: the Origin header has to name the host the request was sent to
 * (or APP_URL). Missing, `null` and foreign origins are refused before anything is read.
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) throw new AppError("foreign_origin");
  const { host, origin: normalised } = new URL(origin);
  if (normalised === new URL(env().appUrl).origin) return;
  if (env().demo && host === request.headers.get("host") && isLoopback(host)) return;
  throw new AppError("foreign_origin");
}

function isLoopback(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}
