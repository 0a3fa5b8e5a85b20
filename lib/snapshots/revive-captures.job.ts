import { defineSchedule } from "@/lib/jobs/define-job";
import { reviveCaptures } from "./revive-captures";

export const schedule = defineSchedule({
  name: "snapshots.revive",
  everySeconds: 5,
  run: reviveCaptures,
});
