import type { Context } from "@/lib/context";
import { holdLocation, readStalledCaptures, requeueStalled } from "./capture-repository";
import { CAPTURE_JOB } from "./job-names";
import { SILENT_SECONDS } from "./schema";

const QUEUED_SECONDS = 15 * 60;

/** Puts captures back in line whose worker has gone without a word. */
export async function reviveCaptures(ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">): Promise<void> {
  const now = ctx.clock.now();
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
  const since = { silentSince: before(SILENT_SECONDS), queuedSince: before(QUEUED_SECONDS) };
  for (const { id, companyId, locationId } of await readStalledCaptures(ctx.db, since)) {
    // A hold dies with its process: where the location is still held, somebody is at work and only slow to say so.
    await holdLocation(ctx.db, locationId, async () => {
      if (!(await requeueStalled(ctx.db, id, { now, ...since }))) return;
      ctx.log.info({ captureId: id }, "a capture without a worker is taken up again");
      await ctx.enqueue(CAPTURE_JOB, { companyId, captureId: id, locationId }, { key: id, ahead: true });
    });
  }
}
