import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { controlCapture } from "@/lib/snapshots/control-capture";
import { captureView, controlCaptureBody } from "@/lib/snapshots/schema";

export const PATCH = defineRoute({
  summary: "Pause, resume, cancel or retry a capture.",
  access: { role: "marketer", location: "record" },
  params: z.object({ captureId: z.uuid({ error: "This is not the id of a capture." }) }),
  body: controlCaptureBody,
  output: captureView,
  run: ({ ctx, params, body }) => controlCapture(ctx, { ...params, ...body }),
});
