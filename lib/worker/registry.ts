import type { Job, JobPayload, Schedule } from "@/lib/jobs/define-job";

/** Every job of the product. A `*.job.ts` that is not listed here fails a test. */
export const jobs: Job<JobPayload>[] = [];

export const schedules: Schedule[] = [];
