import { z } from "zod";
import { defineJob, defineSchedule } from "@/lib/jobs/define-job";
import { CHANGE_POSTS } from "./change-posts";
import { readOpenChanges } from "./change-repository";
import { runChange } from "./run-change";

export const job = defineJob({
  name: CHANGE_POSTS.name,
  payload: z.object({ companyId: z.string(), changeId: z.string() }),
  concurrency: 2,
  timeoutSeconds: 1_800,
  run: (ctx, { changeId }, signal) => runChange(ctx, changeId, signal),
});

/** Goes on with changes whose worker died, or that waited for the quota or for another change of their location. */
export const schedule = defineSchedule({
  name: "posts.sweep-changes",
  everySeconds: 10,
  run: async (ctx) => {
    for (const { id, companyId } of await readOpenChanges(ctx.db)) {
      await ctx.enqueue(CHANGE_POSTS, { companyId, changeId: id }, { key: id });
    }
  },
});
