import { SubNav } from "@/components/layout/sub-nav";

/** The pages about what leaves the product. Marketers have schedules alone. */
export function DeliveryNav({ isAdmin }: { isAdmin: boolean }) {
  if (!isAdmin) return null;
  return (
    <SubNav
      label="Delivery"
      items={[
        { label: "Schedules", href: "/delivery" },
        { label: "Outbox", href: "/delivery/outbox" },
        { label: "BI feed", href: "/delivery/feed" },
      ]}
    />
  );
}
