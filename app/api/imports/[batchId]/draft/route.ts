import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { draftView, saveDraftBody } from "@/lib/imports/draft-schema";
import { discardDraft, getDraft, saveDraft } from "@/lib/imports/keep-draft";
import { batchParams, nothing } from "@/lib/imports/params";

export const GET = defineRoute({
  summary:
    "What the preview of an import that is not scheduled goes on from: its file's parts and kept repairs.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: draftView,
  run: ({ ctx, params }) => getDraft(ctx, params.batchId),
});

export const PUT = defineRoute({
  summary: "Keep the columns, repairs and accounts chosen for a file while somebody works on it.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: saveDraftBody,
  maxBytes: 32 * 1024 * 1024,
  output: z.object({ revision: z.number() }),
  run: ({ ctx, params, body }) => saveDraft(ctx, { batchId: params.batchId, ...body }),
});

export const DELETE = defineRoute({
  summary: "Forget a file that was never checked, with its repairs.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: nothing,
  run: async ({ ctx, params }) => {
    await discardDraft(ctx, params.batchId);
    return {};
  },
});
