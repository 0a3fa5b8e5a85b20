"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays, ChartLine, FileUp } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { ShareDialog } from "@/components/reports/share-dialog";
import { useReportFilters } from "@/components/reports/use-report-filters";
import { ExportMenu } from "@/components/snapshots/export-menu";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { StaleNotice } from "@/components/states/stale-notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { plural } from "@/lib/format";
import { AssignAccounts } from "./assign-accounts";
import { LocationReport } from "./location-report";
import { accountsQuery } from "./queries";

type LocationViewProps = {
  location: { id: string; name: string; timezone: string; today: string };
  canAssign: boolean;
  /** May import posts, write notes and set goals. */
  canImport: boolean;
  isAdmin: boolean;
};

/** One client: its report and goals, its connected accounts, which of them posts go to, and the ways onward. */
export function LocationView({ location, canAssign, canImport, isAdmin }: LocationViewProps) {
  const query = useQuery(accountsQuery(location.id));
  const { data } = query;
  const { filters } = useReportFilters(location.today, { locationId: location.id });
  const expired = data?.accounts.filter((account) => account.isExpired).length ?? 0;
  const facts = [
    ...(data ? [plural(data.accounts.length, "account")] : []),
    ...(expired > 0 ? [`${expired} expired`] : []),
    `times in ${location.timezone}`,
  ];
  return (
    <>
      <PageHeader
        title={location.name}
        facts={facts}
        breadcrumbs={[{ label: "Locations", href: "/locations" }, { label: location.name }]}
        actions={
          <>
            {canImport && <ShareDialog filters={filters} name={location.name} />}
            <ExportMenu filters={filters} />
            <Button asChild>
              <Link href={`/snapshots?locationId=${location.id}`}>
                <ChartLine aria-hidden />
                Snapshots
              </Link>
            </Button>
            <Button asChild>
              <Link href={`/posts?locationId=${location.id}`}>
                <CalendarDays aria-hidden />
                Posts
              </Link>
            </Button>
            {canImport && (
              <Button asChild>
                <Link href={`/imports/new?locationId=${location.id}`}>
                  <FileUp aria-hidden />
                  Import posts
                </Link>
              </Button>
            )}
          </>
        }
      />
      <LocationReport location={location} canWrite={canImport} isAdmin={isAdmin} />
      <Card id="accounts" className="scroll-mt-20">
        <CardHeader>
          <CardTitle>Accounts and where posts go</CardTitle>
        </CardHeader>
        {query.isPending ? (
          <LoadingState label="Loading accounts" rows={5} />
        ) : query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
        ) : (
          <>
            {query.data.stale && query.data.syncedAt && (
              <CardBody className="pb-0">
                <StaleNotice
                  updatedAt={query.data.syncedAt}
                  reason={query.data.stale.message}
                  onRetry={() => void query.refetch()}
                  retrying={query.isFetching}
                />
              </CardBody>
            )}
            {query.data.stale && !query.data.syncedAt ? (
              <ErrorState
                title="The accounts could not be read"
                message={query.data.stale.message}
                onRetry={() => void query.refetch()}
                retrying={query.isFetching}
              />
            ) : (
              <AssignAccounts
                key={location.id}
                locationId={location.id}
                reply={query.data}
                canAssign={canAssign}
                timezone={location.timezone}
              />
            )}
          </>
        )}
      </Card>
    </>
  );
}
