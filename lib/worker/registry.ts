import { job as syncAccounts } from "@/lib/accounts/sync-accounts.job";
import type { RunnableJob, Schedule } from "@/lib/jobs/define-job";
import { job as syncLocations } from "@/lib/locations/sync-locations.job";

/** Every job of the product. A `*.job.ts` that is not listed here fails a test. */
export const jobs: RunnableJob[] = [syncLocations, syncAccounts];

export const schedules: Schedule[] = [];
