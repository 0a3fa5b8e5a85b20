import { z } from "zod";
import { defineJob, defineSchedule } from "@/lib/jobs/define-job";
import { DELETE_POSTS, runDeletion } from "./delete-posts";
import { readRunningDeletions } from "./repository";

export const job = defineJob({
  name: DELETE_POSTS.name,
  payload: z.object({ companyId: z.string(), deletionId: z.string() }),
  concurrency: 2,
  run: (ctx, { deletionId }, signal) => runDeletion(ctx, deletionId, signal),
});

/** Goes on with deletions whose worker died. */
export const schedule = defineSchedule({
  name: "posts.sweep-deletions",
  everySeconds: 10,
  run: async (ctx) => {
    for (const { id, companyId } of await readRunningDeletions(ctx.db)) {
      await ctx.enqueue(DELETE_POSTS, { companyId, deletionId: id }, { key: id });
    }
  },
});
