import type { Metadata } from "next";
import { AuditView } from "@/components/audit/audit-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  await pageContext({ role: "admin", returnTo: "/audit" });
  return <AuditView />;
}
