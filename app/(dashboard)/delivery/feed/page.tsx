import type { Metadata } from "next";
import { FeedView } from "@/components/feed/feed-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "BI feed" };

export default async function FeedPage() {
  await pageContext({ role: "admin", returnTo: "/delivery/feed" });
  return <FeedView />;
}
