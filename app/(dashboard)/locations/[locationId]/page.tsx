import { HydrationBoundary } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { LocationView } from "@/components/locations/location-view";
import { hasRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { getLocation } from "@/lib/locations/get-location";
import { pageFilters, searchOf } from "@/lib/reports/filters";
import { firstAnswers } from "@/lib/reports/first-answers";
import { dayIn } from "@/lib/snapshots/days";

type Props = {
  params: Promise<{ locationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LocationPage({ params, searchParams }: Props) {
  const { locationId } = await params;
  const { ctx, person } = await pageContext({ returnTo: `/locations/${locationId}` });
  const location = await getLocation(ctx, locationId).catch((error: unknown) => {
    // Whether a location that was not granted exists is nobody's business.
    if (error instanceof AppError && error.status < 500) notFound();
    throw error;
  });
  const { id, name, timezone } = location;
  const today = dayIn(timezone, ctx.clock.now());
  const filters = pageFilters(searchOf(await searchParams), today, { locationId: id });
  return (
    <HydrationBoundary state={await firstAnswers(ctx, filters, ["report", "goals"])}>
      <LocationView
        location={{ id, name, timezone, today }}
        canAssign={person.role === "admin"}
        canImport={hasRole(person.role, "marketer")}
        isAdmin={person.role === "admin"}
      />
    </HydrationBoundary>
  );
}
