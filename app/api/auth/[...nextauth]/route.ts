import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";
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

async function answer(request: NextRequest, segment: Segment): Promise<Response> {
  try {
    if (request.method === "POST") requireSameOrigin(request);
    const [action = ""] = (await segment.params).nextauth;
    if (!OPEN[request.method]?.includes(action)) throw new AppError("not_found");
    const response: Response = await NextAuth(request, segment, authOptions());
    response.headers.set("cache-control", "private, no-store");
    return response;
  } catch (error) {
    return replyToError(error, crypto.randomUUID(), runtime().log);
  }
}

export { answer as GET, answer as POST };
