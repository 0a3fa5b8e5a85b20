import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountView } from "@/components/reports/account-view";
import { hasRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { getAccount } from "@/lib/reports/get-account";

export const metadata: Metadata = { title: "Account" };

type Params = { params: Promise<{ locationId: string; accountId: string }> };

export default async function AccountPage({ params }: Params) {
  const named = await params;
  const asked = {
    locationId: decodeURIComponent(named.locationId),
    accountId: decodeURIComponent(named.accountId),
  };
  const { ctx, person } = await pageContext({
    returnTo: `/locations/${encodeURIComponent(asked.locationId)}/accounts/${encodeURIComponent(asked.accountId)}`,
  });
  const place = await getAccount(ctx, asked).catch((error: unknown) => {
    // Whether an account of a location that was not granted exists is nobody's business.
    if (error instanceof AppError && error.status < 500) notFound();
    throw error;
  });
  return (
    <AccountView {...place} canWrite={hasRole(person.role, "marketer")} isAdmin={person.role === "admin"} />
  );
}
