import { defineRoute } from "@/lib/http/define-route";
import { listCaptures } from "@/lib/snapshots/list-captures";
import { capturesQuery, capturesReply, startCaptureBody, startCaptureReply } from "@/lib/snapshots/schema";
import { startCapture } from "@/lib/snapshots/start-capture";

export const GET = defineRoute({
  summary: "List captures with their progress, newest first.",
  access: { role: "viewer", location: "list" },
  query: capturesQuery,
  output: capturesReply,
  run: ({ ctx, query }) => listCaptures(ctx, query),
});

export const POST = defineRoute({
  summary: "Capture snapshots of one location, or of all granted ones, now.",
  access: { role: "marketer", location: "list" },
  body: startCaptureBody,
  output: startCaptureReply,
  status: 202,
  run: ({ ctx, body }) => startCapture(ctx, body),
});
