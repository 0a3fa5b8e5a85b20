import type { Metadata } from "next";
import { OverviewView } from "@/components/reports/overview-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { pageLocations } from "@/lib/reports/page-locations";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { ctx, person } = await pageContext({ returnTo: "/overview" });
  const { locations, today } = await pageLocations(ctx);
  return (
    <OverviewView
      locations={locations}
      today={today}
      canCapture={hasRole(person.role, "marketer")}
      isAdmin={person.role === "admin"}
    />
  );
}
