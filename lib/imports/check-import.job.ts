import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { CHECK } from "./check-import";
import { checkRows } from "./check-rows";

export const job = defineJob({
  name: CHECK.name,
  payload: z.object({ companyId: z.string(), batchId: z.string() }),
  concurrency: 2,
  retries: 2,
  timeoutSeconds: 1_800,
  run: (ctx, { batchId }, signal) => checkRows(ctx, batchId, signal),
});
