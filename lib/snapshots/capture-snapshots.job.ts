import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { captureSnapshots } from "./capture-snapshots";
import { CAPTURE_JOB } from "./job-names";

export const job = defineJob({
  name: CAPTURE_JOB.name,
  payload: z.object({ companyId: z.string(), captureId: z.string(), locationId: z.string() }),
  // Each location has a quota of its own, so locations side by side cost one another nothing upstream.
  concurrency: 8,
  // A backfill of 400 days waits for its quota; a lost worker is noticed by its heartbeat long before this.
  timeoutSeconds: 6 * 3_600,
  run: captureSnapshots,
});
