import type { Metadata } from "next";
import { OutboxView } from "@/components/delivery/outbox-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Outbox" };

export default async function OutboxPage() {
  await pageContext({ role: "admin", returnTo: "/delivery/outbox" });
  return <OutboxView />;
}
