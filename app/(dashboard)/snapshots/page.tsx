import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SnapshotsView } from "@/components/snapshots/snapshots-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { pageFilters, pageToday, searchOf } from "@/lib/reports/filters";
import { firstAnswers } from "@/lib/reports/first-answers";
import { pageLocations } from "@/lib/reports/page-locations";

export const metadata: Metadata = { title: "Snapshots" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SnapshotsPage({ searchParams }: Props) {
  const { ctx, person } = await pageContext({ returnTo: "/snapshots" });
  const { locations, today, all } = await pageLocations(ctx);
  const search = searchOf(await searchParams);
  const filters = pageFilters(search, pageToday(search, locations, today));
  return (
    <HydrationBoundary state={await firstAnswers(ctx, filters, ["report"])}>
      <SnapshotsView
        locations={locations}
        today={today}
        allGranted={all}
        canCapture={hasRole(person.role, "marketer")}
        isAdmin={person.role === "admin"}
      />
    </HydrationBoundary>
  );
}
