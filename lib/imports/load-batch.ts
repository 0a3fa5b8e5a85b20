import { type Context, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type BatchRow, readBatch } from "./repository";

/** A batch of the actor's company and granted locations. Throws `not_found` or `location_refused`. */
export async function loadBatch(ctx: Context, batchId: string): Promise<BatchRow> {
  const batch = await readBatch(ctx.db, ctx.companyId, batchId);
  if (!batch) {
    ctx.locationChecks.count++;
    throw new AppError("not_found", {
      message: "There is no such import. It may belong to another agency, or the address is wrong.",
    });
  }
  requireLocation(ctx, batch.locationId);
  return batch;
}
