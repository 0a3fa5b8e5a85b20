import { defineSchedule } from "@/lib/jobs/define-job";
import { startNightlyCaptures } from "./start-nightly-captures";

export const schedule = defineSchedule({
  name: "snapshots.start-nightly",
  everySeconds: 300,
  run: startNightlyCaptures,
});
