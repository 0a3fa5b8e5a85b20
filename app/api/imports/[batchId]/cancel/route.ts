import { defineRoute } from "@/lib/http/define-route";
import { batchParams, nothing } from "@/lib/imports/params";
import { cancelImport } from "@/lib/imports/steer-import";

export const POST = defineRoute({
  summary: "Give up what of an import is not finalized.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: nothing,
  run: async ({ ctx, params }) => {
    await cancelImport(ctx, params.batchId);
    return {};
  },
});
