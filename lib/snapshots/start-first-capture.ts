import { readAccounts } from "@/lib/accounts/repository";
import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { hasFinishedBackfill, hasSnapshots } from "./capture-repository";
import { FIRST_CAPTURE_DAYS } from "./schema";
import { enqueueCapture } from "./start-capture";

/** Backfills 90 days of a location that has no history yet; does nothing the second time, or while it has no accounts. */
export async function startFirstCapture(ctx: Context, input: { locationId: string }): Promise<void> {
  const location = await getLocation(ctx, input.locationId);
  if (location.status !== "active") return;
  if ((await readAccounts(ctx.db, location.id)).length === 0) return;
  if (await hasSnapshots(ctx.db, ctx.companyId, location.id)) return;
  if (await hasFinishedBackfill(ctx.db, location.id)) return;
  await ctx.db.transaction((tx) =>
    enqueueCapture(ctx, tx, location, { kind: "backfill", days: FIRST_CAPTURE_DAYS }),
  );
}
