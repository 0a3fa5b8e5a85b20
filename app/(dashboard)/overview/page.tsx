import type { Metadata } from "next";
import { OverviewView } from "@/components/reports/overview-view";
import { RefusedNotice } from "@/components/states/refused-notice";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { pageLocations } from "@/lib/reports/page-locations";

export const metadata: Metadata = { title: "Overview" };

type Props = { searchParams: Promise<{ refused?: string | string[] }> };

export default async function OverviewPage({ searchParams }: Props) {
  const { refused } = await searchParams;
  const { ctx, person } = await pageContext({ returnTo: "/overview" });
  const { locations, today } = await pageLocations(ctx);
  return (
    <>
      {refused === "role" && <RefusedNotice />}
      <OverviewView
        locations={locations}
        today={today}
        canCapture={hasRole(person.role, "marketer")}
        isAdmin={person.role === "admin"}
      />
    </>
  );
}
