import { defineSchedule } from "@/lib/jobs/define-job";
import { watchPeople } from "./watch-people";

export const schedule = defineSchedule({ name: "watch.people", everySeconds: 30, run: watchPeople });
