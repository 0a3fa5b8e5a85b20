import type { Metadata } from "next";
import { ImportsView } from "@/components/imports/imports-view";
import { hasRole } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage() {
  const { person } = await pageContext({ returnTo: "/imports" });
  return <ImportsView canImport={hasRole(person.role, "marketer")} isAdmin={person.role === "admin"} />;
}
