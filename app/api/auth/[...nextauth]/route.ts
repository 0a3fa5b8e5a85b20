import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { replyToError } from "@/lib/http/reply-to-error";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { runtime } from "@/lib/runtime";

type Segment = { params: Promise<{ nextauth: string[] }> };

/** What the product uses of next-auth; its own pages and its log endpoint stay shut. */
const OPEN: Record<string, readonly string[]> = {
  GET: ["csrf", "providers", "session"],
  POST: ["callback", "signout"],
};

/** The way there and back of the identity provider, besides what the product's own form uses. */
function isOpen(method: string, action: string, provider: string | undefined): boolean {
  if (!env().oidc) return OPEN[method]?.includes(action) ?? false;
  // These only send on to our own sign-in page, with the code of what went wrong.
  if (method === "GET" && provider === undefined && ["error", "signin"].includes(action)) return true;
  if (provider === "oidc") return action === (method === "POST" ? "signin" : "callback");
  return OPEN[method]?.includes(action) ?? false;
}

async function answer(request: NextRequest, segment: Segment): Promise<Response> {
  try {
    if (request.method === "POST") requireSameOrigin(request);
    const [action = "", provider] = (await segment.params).nextauth;
    if (!isOpen(request.method, action, provider)) throw new AppError("not_found");
    const response: Response = await NextAuth(request, segment, authOptions());
    response.headers.set("cache-control", "private, no-store");
    return response;
  } catch (error) {
    return replyToError(error, crypto.randomUUID(), runtime().log);
  }
}

export { answer as GET, answer as POST };
