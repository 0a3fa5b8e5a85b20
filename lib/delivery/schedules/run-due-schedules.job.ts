import { defineSchedule } from "@/lib/jobs/define-job";
import { runDueSchedules } from "./run-due-schedules";

export const schedule = defineSchedule({
  name: "delivery.run-due",
  everySeconds: 60,
  run: async (ctx, signal) => {
    await runDueSchedules(ctx, signal);
  },
});
