import type { Metadata } from "next";
import { SnapshotsView } from "@/components/snapshots/snapshots-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { pageLocations } from "@/lib/reports/page-locations";

export const metadata: Metadata = { title: "Snapshots" };

export default async function SnapshotsPage() {
  const { ctx, person } = await pageContext({ returnTo: "/snapshots" });
  const { locations, today, all } = await pageLocations(ctx);
  return (
    <SnapshotsView
      locations={locations}
      today={today}
      allGranted={all}
      canCapture={hasRole(person.role, "marketer")}
      isAdmin={person.role === "admin"}
    />
  );
}
