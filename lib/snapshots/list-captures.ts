import type { z } from "zod";
import type { Context } from "@/lib/context";
import { readCaptures } from "./capture-repository";
import type { CaptureView, capturesQuery } from "./schema";

/** Captures of granted locations, newest first, with their progress. */
export async function listCaptures(
  ctx: Context,
  query: z.output<typeof capturesQuery>,
): Promise<{ captures: CaptureView[] }> {
  const captures = await readCaptures(ctx.db, {
    companyId: ctx.companyId,
    access: ctx.locations,
    locationIds: query.locationId,
    captureIds: query.captureId,
    active: query.active === undefined ? undefined : query.active === "true",
    limit: query.limit,
    now: ctx.clock.now(),
  });
  return { captures };
}
