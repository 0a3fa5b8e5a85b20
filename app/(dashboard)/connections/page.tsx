import type { Metadata } from "next";
import { ConnectionsView } from "@/components/connections/connections-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Connections" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ConnectionsPage({ searchParams }: { searchParams: Search }) {
  await pageContext({ role: "admin", returnTo: "/connections" });
  const search = await searchParams;
  const word = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : null;
  };
  return (
    <ConnectionsView
      arrival={{
        connected: word("connected") === "1",
        unread: word("unread") === "1",
        problem: word("problem"),
        install: word("install") === "waiting",
        grant: word("grant"),
      }}
    />
  );
}
