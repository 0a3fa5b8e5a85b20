import type { Context } from "@/lib/context";
import { readStalledCaptures } from "./capture-repository";
import { CAPTURE_JOB } from "./job-names";

const STALLED_MS = 45_000;

/** Puts captures back in line whose worker has gone without a word. */
export async function reviveCaptures(ctx: Pick<Context, "db" | "clock" | "enqueue" | "log">): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - STALLED_MS);
  for (const capture of await readStalledCaptures(ctx.db, before)) {
    ctx.log.info({ captureId: capture.id }, "a capture without a worker is taken up again");
    await ctx.enqueue(
      CAPTURE_JOB,
      { companyId: capture.companyId, captureId: capture.id, locationId: capture.locationId },
      { key: capture.id },
    );
  }
}
