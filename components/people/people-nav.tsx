"use client";

import { SubNav } from "@/components/layout/sub-nav";
import { StatusTag } from "@/components/ui/status-tag";
import { useAlerts } from "@/components/watch/queries";

/** The pages about who may do what; beside each, how many alerts stand on it. */
export function PeopleNav() {
  return (
    <SubNav
      label="People and scripts"
      items={[
        { label: "People", href: "/people", count: <AlertCount about="person" /> },
        { label: "API keys", href: "/people/keys", count: <AlertCount about="api_key" /> },
      ]}
    />
  );
}

function AlertCount({ about }: { about: "person" | "api_key" }) {
  const open = useAlerts(about).data?.alerts.length ?? 0;
  if (open === 0) return null;
  return (
    <StatusTag tone="warn" icon={null}>
      {open}
      <span className="sr-only">{open === 1 ? " alert" : " alerts"}</span>
    </StatusTag>
  );
}
