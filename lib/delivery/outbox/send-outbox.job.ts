import { defineSchedule } from "@/lib/jobs/define-job";
import { sendOutbox } from "./send-outbox";

export const schedule = defineSchedule({
  name: "delivery.send-outbox",
  everySeconds: 20,
  run: async (ctx, signal) => {
    await sendOutbox(ctx, signal);
  },
});
