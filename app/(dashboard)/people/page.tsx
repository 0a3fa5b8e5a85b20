import type { Metadata } from "next";
import { PeopleView } from "@/components/people/people-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { person } = await pageContext({ role: "admin", returnTo: "/people" });
  return <PeopleView ownUserId={person.userId} />;
}
