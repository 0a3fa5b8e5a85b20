import type { Metadata } from "next";
import { KeysView } from "@/components/people/keys-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  await pageContext({ role: "admin", returnTo: "/people/keys" });
  return <KeysView />;
}
