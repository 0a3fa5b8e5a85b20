import { createHash, randomBytes } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** 256 random bits: the only thing that a session cookie carries. */
export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database stores of a session token, an invitation, an API key. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** `__Host-` binds the cookie to this host and to https; a browser refuses that prefix over plain http. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-2chat-session" : "2chat-session";
}

export function isSecure(): boolean {
  return env().appUrl.startsWith("https://");
}

/** Encrypts a session token the way next-auth does for its own cookie. */
export function sealSessionToken(token: string): Promise<string> {
  return encode({
    token: { sessionToken: token },
    secret: env().SESSION_SECRET,
    maxAge: env().SESSION_MAX_HOURS * 3600,
  });
}

/** The session token inside the request's cookie; null where there is none or it was not sealed by us. */
export async function readSessionToken(headers: Headers): Promise<string | null> {
  const sealed = readCookie(headers, sessionCookieName());
  if (!sealed) return null;
  try {
    const payload = await decode({ token: sealed, secret: env().SESSION_SECRET });
    return typeof payload?.sessionToken === "string" ? payload.sessionToken : null;
  } catch {
    return null;
  }
}

/** One cookie of a request. A name sent twice is refused: one of them was planted by somebody else. */
export function readCookie(headers: Headers, name: string): string | null {
  const values = (headers.get("cookie") ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 ? (values[0] ?? null) : null;
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionToken?: string;
  }
}
