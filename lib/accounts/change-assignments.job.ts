import { z } from "zod";
import { defineJob, defineSchedule } from "@/lib/jobs/define-job";
import { readOpenAssignmentChanges } from "./assignment-change-repository";
import { CHANGE_ASSIGNMENTS } from "./change-assignments";
import { runAssignments } from "./run-assignments";

export const job = defineJob({
  name: CHANGE_ASSIGNMENTS.name,
  payload: z.object({ companyId: z.string(), changeId: z.string() }),
  concurrency: 1,
  timeoutSeconds: 1_800,
  run: (ctx, { changeId }, signal) => runAssignments(ctx, changeId, signal),
});

/** Goes on with sheets whose worker died, or that waited for the quota. */
export const schedule = defineSchedule({
  name: "accounts.sweep-assignments",
  everySeconds: 10,
  run: async (ctx) => {
    for (const { id, companyId } of await readOpenAssignmentChanges(ctx.db))
      await ctx.enqueue(CHANGE_ASSIGNMENTS, { companyId, changeId: id }, { key: id });
  },
});
