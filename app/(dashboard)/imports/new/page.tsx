import type { Metadata } from "next";
import { NewImportView } from "@/components/imports/new-import-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "New import" };

export default async function NewImportPage() {
  const { person } = await pageContext({ role: "marketer", returnTo: "/imports/new" });
  return <NewImportView isAdmin={person.role === "admin"} />;
}
