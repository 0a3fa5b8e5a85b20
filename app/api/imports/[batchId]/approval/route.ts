import { defineRoute } from "@/lib/http/define-route";
import { askApproval, withdrawApproval } from "@/lib/imports/approve-import";
import { batchParams, nothing } from "@/lib/imports/params";
import { askApprovalBody, scheduleBody } from "@/lib/imports/schema";

export const POST = defineRoute({
  summary: "Ask a second person to approve a version of an import before it is scheduled.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: askApprovalBody,
  output: nothing,
  run: async ({ ctx, params, body }) => {
    await askApproval(ctx, { batchId: params.batchId, ...body });
    return {};
  },
});

export const DELETE = defineRoute({
  summary: "Take a request for approval back.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: scheduleBody,
  output: nothing,
  run: async ({ ctx, params, body }) => {
    await withdrawApproval(ctx, { batchId: params.batchId, ...body });
    return {};
  },
});
