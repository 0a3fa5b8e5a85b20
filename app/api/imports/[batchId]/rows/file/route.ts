import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders, streamOf } from "@/lib/http/download";
import { batchParams } from "@/lib/imports/params";
import { openRowFile } from "@/lib/imports/row-file";
import { rowFileQuery } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary:
    "Download every failed or skipped row of an import: a report with the reasons, or the rows to repair.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  query: rowFileQuery,
  run: async ({ ctx, params, query }) => {
    const { fileName, bytes } = await openRowFile(ctx, { batchId: params.batchId, ...query });
    return new Response(streamOf(bytes), { headers: downloadHeaders(fileName, "text/csv") });
  },
});
