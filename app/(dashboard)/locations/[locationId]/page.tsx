import { notFound } from "next/navigation";
import { LocationView } from "@/components/locations/location-view";
import { hasRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { getLocation } from "@/lib/locations/get-location";
import { dayIn } from "@/lib/snapshots/days";

export default async function LocationPage({ params }: { params: Promise<{ locationId: string }> }) {
  const { locationId } = await params;
  const { ctx, person } = await pageContext({ returnTo: `/locations/${locationId}` });
  const location = await getLocation(ctx, locationId).catch((error: unknown) => {
    // Whether a location that was not granted exists is nobody's business.
    if (error instanceof AppError && error.status < 500) notFound();
    throw error;
  });
  return (
    <LocationView
      location={{
        id: location.id,
        name: location.name,
        timezone: location.timezone,
        today: dayIn(location.timezone, ctx.clock.now()),
      }}
      canAssign={person.role === "admin"}
      canImport={hasRole(person.role, "marketer")}
      isAdmin={person.role === "admin"}
    />
  );
}
