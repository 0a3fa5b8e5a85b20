import { defineSchedule } from "@/lib/jobs/define-job";
import { checkMoves } from "./check-moves";

export const schedule = defineSchedule({
  name: "reports.check-moves",
  everySeconds: 1_800,
  run: async (ctx, signal) => {
    const judged = await checkMoves(ctx, signal);
    if (judged > 0) ctx.log.info({ judged }, "moved posts judged");
  },
});
