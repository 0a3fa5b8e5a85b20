import type { Context } from "@/lib/context";
import { type DueLocation, holdNightly, readNightlyLocations } from "./capture-repository";
import { addDays, dayIn, hourIn } from "./days";
import { REFRESHED_DAYS } from "./schema";
import { enqueueCapture } from "./start-capture";

const NIGHTLY_HOUR = 3;

/** Whether it is past 03:00 of the location's own day and yesterday was not captured by the nightly run yet. */
export function isDue(place: { timezone: string; lastNightlyDay: string | null }, now: Date): boolean {
  if (hourIn(place.timezone, now) < NIGHTLY_HOUR) return false;
  const yesterday = addDays(dayIn(place.timezone, now), -1);
  return place.lastNightlyDay === null || place.lastNightlyDay < yesterday;
}

/** Starts the nightly capture of every location that is due, of all companies. Safe to run in several workers at once. */
export async function startNightlyCaptures(
  ctx: Omit<Context, "companyId" | "locations">,
  signal: AbortSignal,
): Promise<void> {
  await holdNightly(ctx.db, async () => {
    const now = ctx.clock.now();
    const due = (await readNightlyLocations(ctx.db)).filter((place) => isDue(place, now));
    for (const place of due) {
      if (signal.aborted) return;
      await startOne(ctx, place);
    }
  });
}

async function startOne(ctx: Omit<Context, "companyId" | "locations">, place: DueLocation): Promise<void> {
  const own: Context = { ...ctx, companyId: place.companyId, locations: "all" };
  // A capture under way is waited for: the next round, five minutes on, starts the nightly one.
  await ctx.db.transaction((tx) =>
    enqueueCapture(
      own,
      tx,
      { id: place.locationId, timezone: place.timezone },
      {
        kind: "nightly",
        days: REFRESHED_DAYS,
      },
    ),
  );
}
