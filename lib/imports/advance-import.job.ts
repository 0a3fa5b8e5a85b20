import { z } from "zod";
import { defineJob, defineSchedule } from "@/lib/jobs/define-job";
import { advanceImport } from "./advance-import";
import { CHECK } from "./check-import";
import { readUnfinishedBatches } from "./repository";
import { ADVANCE } from "./schedule-import";

export const job = defineJob({
  name: ADVANCE.name,
  payload: z.object({ companyId: z.string(), batchId: z.string() }),
  concurrency: 4,
  retries: 1,
  timeoutSeconds: 1_800,
  run: (ctx, { batchId }, signal) => advanceImport(ctx, batchId, signal),
});

const IDLE_SECONDS = 8;

/** Goes on with batches that nobody works on: after a crash, or when what kept them waiting may have passed. */
export const schedule = defineSchedule({
  name: "imports.sweep",
  everySeconds: 5,
  run: async (ctx) => {
    for (const { id, companyId, status } of await readUnfinishedBatches(ctx.db, IDLE_SECONDS)) {
      await ctx.enqueue(status === "checking" ? CHECK : ADVANCE, { companyId, batchId: id }, { key: id });
    }
  },
});
