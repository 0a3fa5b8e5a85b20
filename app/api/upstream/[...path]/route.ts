import { defineRoute } from "@/lib/http/define-route";
import { proxyCall } from "@/lib/upstream/proxy-call";
import { readProxyRequest } from "@/lib/upstream/read-proxy-request";

const proxy = (method: string) =>
  defineRoute({
    summary: `Pass a ${method} request on to the same path of the Social Media API; only operations of its contract.`,
    access: { role: "viewer", location: "list" },
    run: async ({ ctx, request }) => {
      const { status, answer, traceId } = await proxyCall(ctx, readProxyRequest(request));
      return Response.json(answer ?? null, {
        status,
        headers: traceId ? { "x-trace-id": traceId } : {},
      });
    },
  });

export const GET = proxy("GET");
export const POST = proxy("POST");
export const PUT = proxy("PUT");
export const PATCH = proxy("PATCH");
export const DELETE = proxy("DELETE");
