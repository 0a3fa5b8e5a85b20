import { defineRoute } from "@/lib/http/define-route";
import { decideApproval } from "@/lib/imports/approve-import";
import { batchParams, nothing } from "@/lib/imports/params";
import { decideApprovalBody } from "@/lib/imports/schema";

export const POST = defineRoute({
  summary: "Approve the version of an import that was looked at, or send it back with a note.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: decideApprovalBody,
  output: nothing,
  run: async ({ ctx, params, body }) => {
    await decideApproval(ctx, { batchId: params.batchId, ...body });
    return {};
  },
});
