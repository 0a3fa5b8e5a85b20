import { defineRoute } from "@/lib/http/define-route";
import { followImport } from "@/lib/imports/follow-import";
import { batchParams } from "@/lib/imports/params";

export const GET = defineRoute({
  summary: "Follow an import live (server-sent events): its view whenever it changed.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  run: async ({ ctx, params, request }) =>
    new Response(await followImport(ctx, params.batchId, request.signal), {
      headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
    }),
});
