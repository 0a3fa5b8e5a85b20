import { defineRoute } from "@/lib/http/define-route";
import { batchParams, nothing } from "@/lib/imports/params";
import { pauseImport } from "@/lib/imports/steer-import";

export const POST = defineRoute({
  summary: "Send nothing more of an import until it is resumed.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: nothing,
  run: async ({ ctx, params }) => {
    await pauseImport(ctx, params.batchId);
    return {};
  },
});
