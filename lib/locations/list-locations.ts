import type { Context } from "@/lib/context";
import { hasConnection, readLocationSummaries } from "./repository";
import type { LocationSummary } from "./schema";

/** The locations the actor was granted, by name, and whether anything is connected at all. */
export async function listLocations(
  ctx: Context,
): Promise<{ locations: LocationSummary[]; connected: boolean }> {
  const [locations, connected] = await Promise.all([
    readLocationSummaries(ctx.db, ctx.companyId, ctx.locations),
    hasConnection(ctx.db, ctx.companyId),
  ]);
  return { locations, connected };
}
