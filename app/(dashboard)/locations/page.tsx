import type { Metadata } from "next";
import { LocationsView } from "@/components/locations/locations-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Locations" };

export default async function LocationsPage() {
  const { person } = await pageContext({ returnTo: "/locations" });
  return <LocationsView isAdmin={person.role === "admin"} canGroup={hasRole(person.role, "marketer")} />;
}
