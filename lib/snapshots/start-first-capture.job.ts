import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { FIRST_CAPTURE_JOB } from "./job-names";
import { startFirstCapture } from "./start-first-capture";

export const job = defineJob({
  name: FIRST_CAPTURE_JOB.name,
  payload: z.object({ companyId: z.string(), locationId: z.string() }),
  concurrency: 2,
  run: startFirstCapture,
});
