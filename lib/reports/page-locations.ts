import type { Context } from "@/lib/context";
import { listLocations } from "@/lib/locations/list-locations";
import { dayIn } from "@/lib/snapshots/days";

export type PageLocation = {
  id: string;
  name: string;
  timezone: string;
  city: string | null;
  /** Today on the location's calendar. */
  today: string;
  platforms: string[];
};

/** The granted locations (`all`: every one of the agency) with what a report's filters need, and the day all have reached. */
export async function pageLocations(
  ctx: Context,
): Promise<{ locations: PageLocation[]; today: string; connected: boolean; all: boolean }> {
  const { locations, connected } = await listLocations(ctx);
  const now = ctx.clock.now();
  const listed = locations.map(({ id, name, timezone, city, platforms }) => ({
    id,
    name,
    timezone,
    city,
    platforms,
    today: dayIn(timezone, now),
  }));
  const days = listed.map((location) => location.today).sort();
  return { locations: listed, connected, all: ctx.locations === "all", today: days[0] ?? dayIn("UTC", now) };
}
