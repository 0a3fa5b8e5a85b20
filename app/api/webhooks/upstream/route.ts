import { receiveWebhook } from "@/lib/connections/receive-webhook";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Take a signed webhook of the Social Media API.",
  // The caller is the upstream: its signature over the raw body is the proof, not a session.
  access: { public: true, machine: true },
  bodyKind: "bytes",
  run: ({ ctx, request }) => receiveWebhook(ctx, request),
});
