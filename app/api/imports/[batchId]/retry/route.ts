import { defineRoute } from "@/lib/http/define-route";
import { batchParams, nothing } from "@/lib/imports/params";
import { retryImport } from "@/lib/imports/steer-import";

export const POST = defineRoute({
  summary: "Cut the failed rows of an import into new csvs.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: nothing,
  run: async ({ ctx, params }) => {
    await retryImport(ctx, params.batchId);
    return {};
  },
});
