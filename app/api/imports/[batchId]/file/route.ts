import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders, streamOf } from "@/lib/http/download";
import { openOriginal } from "@/lib/imports/get-import";
import { batchParams } from "@/lib/imports/params";

export const GET = defineRoute({
  summary: "Download the file of an import as it was uploaded.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  run: async ({ ctx, params }) => {
    const { fileName, bytes } = await openOriginal(ctx, params.batchId);
    return new Response(streamOf(bytes), { headers: downloadHeaders(fileName, "text/csv") });
  },
});
