import { defineRoute } from "@/lib/http/define-route";
import { batchParams, nothing } from "@/lib/imports/params";
import { decisionBody } from "@/lib/imports/schema";
import { decideCsv } from "@/lib/imports/steer-import";

export const POST = defineRoute({
  summary: "Decide on a csv whose outcome is unknown.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: decisionBody,
  output: nothing,
  run: async ({ ctx, params, body }) => {
    await decideCsv(ctx, { batchId: params.batchId, ...body });
    return {};
  },
});
