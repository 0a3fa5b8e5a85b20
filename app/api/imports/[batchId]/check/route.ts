import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { requestCheck } from "@/lib/imports/check-import";
import { batchParams } from "@/lib/imports/params";
import { reading } from "@/lib/imports/schema";

export const POST = defineRoute({
  summary:
    "Have the received file read and checked by the server, with the person's columns, edits and rows left out; the import tells how far it is.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: reading,
  maxBytes: 32 * 1024 * 1024,
  output: z.object({ batchId: z.string(), version: z.number(), revision: z.number() }),
  status: 202,
  run: ({ ctx, params, body }) => requestCheck(ctx, { batchId: params.batchId, ...body }),
});
