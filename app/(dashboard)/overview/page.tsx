import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OverviewView } from "@/components/reports/overview-view";
import { RefusedNotice } from "@/components/states/refused-notice";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { pageFilters, searchOf } from "@/lib/reports/filters";
import { firstAnswers } from "@/lib/reports/first-answers";
import { pageLocations } from "@/lib/reports/page-locations";

export const metadata: Metadata = { title: "Overview" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OverviewPage({ searchParams }: Props) {
  const search = searchOf(await searchParams);
  const { ctx, person } = await pageContext({ returnTo: "/overview" });
  const { locations, today } = await pageLocations(ctx);
  const filters = pageFilters(search, today);
  return (
    <HydrationBoundary state={await firstAnswers(ctx, filters, ["overview"])}>
      {search.get("refused") === "role" && <RefusedNotice />}
      <OverviewView
        locations={locations}
        today={today}
        canCapture={hasRole(person.role, "marketer")}
        isAdmin={person.role === "admin"}
      />
    </HydrationBoundary>
  );
}
