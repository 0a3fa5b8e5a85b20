import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "@/lib/http/content-policy";

/** Security headers of every page, with a fresh nonce each. Routes under /api answer data, never scripts. */
export function proxy(request: NextRequest): NextResponse {
  const elsewhere = demoByName(request);
  if (elsewhere) return NextResponse.redirect(elsewhere);
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const upstream = process.env.UPSTREAM_BASE_URL || `http://127.0.0.1:${process.env.SANDBOX_PORT || 4010}`;
  const policy = contentPolicy({
    nonce,
    development: process.env.NODE_ENV !== "production",
    pictureHosts: [new URL(upstream).origin],
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // The layout does not know its page: where to come back to after signing in.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from the policy of the request.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  // A shared report's address is its key: it is told to nobody.
  const shared = request.nextUrl.pathname.startsWith("/r/");
  response.headers.set("referrer-policy", shared ? "no-referrer" : "strict-origin-when-cross-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.headers.set("cache-control", "private, no-store");
  if (process.env.APP_URL?.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

/** The demo opened by its number goes on by its name: cookies and passkeys belong to one of them. */
function demoByName(request: NextRequest): URL | null {
  const { APP_URL, UPSTREAM_BASE_URL, PORT } = process.env;
  const host = `127.0.0.1:${PORT || 3000}`;
  if (APP_URL || UPSTREAM_BASE_URL || request.headers.get("host") !== host) return null;
  return new URL(request.nextUrl.pathname + request.nextUrl.search, `http://localhost:${PORT || 3000}`);
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon|icon|fonts/).*)"] };
