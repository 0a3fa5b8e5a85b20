import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { listRows } from "@/lib/imports/get-import";
import { batchParams } from "@/lib/imports/params";
import { OUTCOMES, rowView } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary: "Rows of an import after a row number, with issues and outcome.",
  access: { role: "viewer", location: "record" },
  params: batchParams,
  query: z.object({
    outcome: z.enum(OUTCOMES).optional(),
    ready: z.stringbool().default(false).describe("Only rows without an error."),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ rows: z.array(rowView) }),
  run: async ({ ctx, params, query }) => ({
    rows: await listRows(ctx, { batchId: params.batchId, ...query }),
  }),
});
