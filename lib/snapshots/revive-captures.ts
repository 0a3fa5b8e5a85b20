import type { Context } from "@/lib/context";
import { takeStalledCaptures } from "./capture-repository";
import { CAPTURE_JOB } from "./job-names";

const SILENT_MS = 45_000;
const QUEUED_MS = 15 * 60_000;

/** Puts captures back in line whose worker has gone without a word. */
export async function reviveCaptures(ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">): Promise<void> {
  const now = ctx.clock.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  const stalled = await takeStalledCaptures(ctx.db, {
    now,
    silentSince: before(SILENT_MS),
    queuedSince: before(QUEUED_MS),
  });
  for (const { id, companyId, locationId } of stalled) {
    ctx.log.info({ captureId: id }, "a capture without a worker is taken up again");
    await ctx.enqueue(CAPTURE_JOB, { companyId, captureId: id, locationId }, { key: id });
  }
}
