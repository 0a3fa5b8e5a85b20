import type { Metadata } from "next";
import { SchedulesView } from "@/components/delivery/schedules-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage() {
  const { person } = await pageContext({ role: "marketer", returnTo: "/delivery" });
  return <SchedulesView isAdmin={person.role === "admin"} />;
}
