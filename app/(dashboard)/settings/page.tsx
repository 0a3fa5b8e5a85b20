import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view";
import { getCompany } from "@/lib/company/change-company";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { ctx } = await pageContext({ role: "admin", returnTo: "/settings" });
  return <SettingsView company={await getCompany(ctx)} timezones={Intl.supportedValuesOf("timeZone")} />;
}
