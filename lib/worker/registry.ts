import {
  job as changeAssignments,
  schedule as sweepAssignments,
} from "@/lib/accounts/change-assignments.job";
import { job as syncAccounts } from "@/lib/accounts/sync-accounts.job";
import { schedule as forgetEnded } from "@/lib/auth/forget-ended.job";
import { schedule as refreshTokens } from "@/lib/connections/refresh-tokens.job";
import { schedule as watchConnections } from "@/lib/connections/watch-connections.job";
import { schedule as sendOutbox } from "@/lib/delivery/outbox/send-outbox.job";
import { schedule as runDueSchedules } from "@/lib/delivery/schedules/run-due-schedules.job";
import { job as advanceImport, schedule as sweepImports } from "@/lib/imports/advance-import.job";
import { job as checkImport } from "@/lib/imports/check-import.job";
import type { RunnableJob, Schedule } from "@/lib/jobs/define-job";
import { job as syncLocations } from "@/lib/locations/sync-locations.job";
import { job as changePosts, schedule as sweepChanges } from "@/lib/posts/change-posts.job";
import { job as deletePosts, schedule as sweepDeletions } from "@/lib/posts/delete-posts.job";
import { schedule as checkMoves } from "@/lib/reports/check-moves.job";
import { job as captureSnapshots } from "@/lib/snapshots/capture-snapshots.job";
import { schedule as reviveCaptures } from "@/lib/snapshots/revive-captures.job";
import { job as startFirstCapture } from "@/lib/snapshots/start-first-capture.job";
import { schedule as startNightlyCaptures } from "@/lib/snapshots/start-nightly-captures.job";
import { schedule as watchPeople } from "@/lib/watch/watch-people.job";

/** Every job of the product. A `*.job.ts` that is not listed here fails a test. */
export const jobs: RunnableJob[] = [
  syncLocations,
  syncAccounts,
  captureSnapshots,
  startFirstCapture,
  advanceImport,
  checkImport,
  deletePosts,
  changePosts,
  changeAssignments,
];

export const schedules: Schedule[] = [
  startNightlyCaptures,
  reviveCaptures,
  sweepImports,
  sweepDeletions,
  sweepChanges,
  sweepAssignments,
  refreshTokens,
  watchConnections,
  watchPeople,
  forgetEnded,
  runDueSchedules,
  sendOutbox,
  checkMoves,
];
