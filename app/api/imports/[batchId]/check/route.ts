import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { checkImport } from "@/lib/imports/check-import";
import { batchParams } from "@/lib/imports/params";
import { reading } from "@/lib/imports/schema";

export const POST = defineRoute({
  summary:
    "Read and check the received file on the server, with the person's columns, edits and rows left out.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: reading,
  maxBytes: 32 * 1024 * 1024,
  output: z.object({ version: z.number(), rows: z.number(), ready: z.number(), skipped: z.number() }),
  run: ({ ctx, params, body }) => checkImport(ctx, { batchId: params.batchId, ...body }),
});
