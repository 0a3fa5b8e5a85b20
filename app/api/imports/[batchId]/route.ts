import { defineRoute } from "@/lib/http/define-route";
import { getImport } from "@/lib/imports/get-import";
import { batchParams } from "@/lib/imports/params";
import { batchView } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary: "One import: counts, csvs, failed rows and timeline.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  output: batchView,
  run: ({ ctx, params }) => getImport(ctx, params.batchId),
});
