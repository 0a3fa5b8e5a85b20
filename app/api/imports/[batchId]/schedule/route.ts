import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { batchParams } from "@/lib/imports/params";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { scheduleBody } from "@/lib/imports/schema";

export const POST = defineRoute({
  summary: "Schedule the approved version of an import; asked twice, it is done once.",
  access: { role: "marketer", location: "record" },
  params: batchParams,
  body: scheduleBody,
  output: z.object({ batchId: z.string(), csvs: z.number() }),
  run: ({ ctx, params, body }) => scheduleImport(ctx, { batchId: params.batchId, ...body }),
});
