import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountView } from "@/components/reports/account-view";
import { hasRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { pageFilters, searchOf } from "@/lib/reports/filters";
import { firstAnswers } from "@/lib/reports/first-answers";
import { getAccount } from "@/lib/reports/get-account";

export const metadata: Metadata = { title: "Account" };

type Props = {
  params: Promise<{ locationId: string; accountId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AccountPage({ params, searchParams }: Props) {
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
  const filters = pageFilters(searchOf(await searchParams), place.location.today, asked);
  return (
    <HydrationBoundary state={await firstAnswers(ctx, filters, ["report"])}>
      <AccountView {...place} canWrite={hasRole(person.role, "marketer")} isAdmin={person.role === "admin"} />
    </HydrationBoundary>
  );
}
