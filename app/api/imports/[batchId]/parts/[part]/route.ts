import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { readBytes } from "@/lib/http/read-body";
import { batchParams } from "@/lib/imports/params";
import { receivePart } from "@/lib/imports/receive-file";
import { MAX_PART_BYTES } from "@/lib/imports/schema";

export const PUT = defineRoute({
  summary: "Send one part of the file; the same part may come again.",
  access: { role: "marketer", location: "record" },
  params: batchParams.extend({ part: z.coerce.number().int().min(0).max(400) }),
  bodyKind: "bytes",
  output: z.object({ received: z.number() }),
  run: async ({ ctx, params, request }) => {
    const bytes = await readBytes(request, MAX_PART_BYTES);
    return receivePart(ctx, { batchId: params.batchId, part: params.part, bytes });
  },
});
