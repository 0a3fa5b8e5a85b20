import { defineRoute } from "@/lib/http/define-route";
import { listCsvs } from "@/lib/imports/list-csvs";
import { batchParams } from "@/lib/imports/params";
import { csvsQuery, csvsReply } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary: "Csvs of an import after a number, of one state or of all.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  query: csvsQuery,
  output: csvsReply,
  run: async ({ ctx, params, query }) => ({
    csvs: await listCsvs(ctx, { batchId: params.batchId, ...query }),
  }),
});
