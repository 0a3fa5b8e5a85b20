import { defineSchedule } from "@/lib/jobs/define-job";
import { forgetEnded } from "./forget-ended";

export const schedule = defineSchedule({
  name: "auth.forget-ended",
  everySeconds: 6 * 3_600,
  run: forgetEnded,
});
