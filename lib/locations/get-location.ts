import { type Context, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type LocationRow, readLocation } from "./repository";

/** One location of the company. Throws `location_refused` without a grant, `not_found` when it is not there. */
export async function getLocation(ctx: Context, locationId: string): Promise<LocationRow> {
  requireLocation(ctx, locationId);
  const location = await readLocation(ctx.db, ctx.companyId, locationId);
  if (!location) {
    throw new AppError("not_found", {
      message: "There is no such location. It may have been removed from the agency.",
    });
  }
  return location;
}
