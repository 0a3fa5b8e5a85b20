import { defineRoute } from "@/lib/http/define-route";
import { batchParams, nothing } from "@/lib/imports/params";
import { resumeImport } from "@/lib/imports/steer-import";

export const POST = defineRoute({
  summary: "Go on with a paused import.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: nothing,
  run: async ({ ctx, params }) => {
    await resumeImport(ctx, params.batchId);
    return {};
  },
});
