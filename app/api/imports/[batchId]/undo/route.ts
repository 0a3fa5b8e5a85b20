import { defineRoute } from "@/lib/http/define-route";
import { batchParams } from "@/lib/imports/params";
import { undoImport } from "@/lib/posts/delete-posts";
import { deletionView } from "@/lib/posts/schema";

export const POST = defineRoute({
  summary: "Delete every post that an import scheduled.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  output: deletionView,
  status: 202,
  run: ({ ctx, params }) => undoImport(ctx, params.batchId),
});
