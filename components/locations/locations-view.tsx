"use client";

import { KeyRound, MapPin, RotateCw, Search } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { PlatformMark } from "@/components/charts/platform-mark";
import { PageHeader } from "@/components/layout/page-header";
import { useLocations } from "@/components/layout/queries";
import { GroupsDialog } from "@/components/location-groups/groups-dialog";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { MISSING, number, plural } from "@/lib/format";
import type { LocationSummary } from "@/lib/locations/schema";
import { AssignCsvMenu } from "./assign-csv-menu";
import { useSyncLocations } from "./queries";

type Sort = { by: "name" | "accounts" | "assigned"; descending: boolean };

/** Every client of the agency that the person was granted. */
export function LocationsView({ isAdmin, canGroup }: { isAdmin: boolean; canGroup: boolean }) {
  const query = useLocations();
  const sync = useSyncLocations();
  const found = query.data?.locations ?? [];
  const facts = query.data ? [plural(found.length, "location"), "times in each location's own timezone"] : [];
  return (
    <>
      <PageHeader
        title="Locations"
        facts={facts}
        actions={
          query.data?.connected && (
            <>
              {found.length > 0 && <GroupsDialog locations={found} canEdit={canGroup} />}
              {isAdmin && (
                <>
                  <AssignCsvMenu />
                  <Button
                    loading={sync.isPending}
                    onClick={() =>
                      sync.mutate(undefined, {
                        onSuccess: ({ locations }) =>
                          toast(`${plural(locations, "location")} read from the Social Media API`),
                        onError: (error) => toast.error(sentenceOf(error)),
                      })
                    }
                  >
                    {!sync.isPending && <RotateCw aria-hidden />}
                    Read again
                  </Button>
                </>
              )}
            </>
          )
        }
      />
      <Card>
        {query.isPending ? (
          <LoadingState label="Loading locations" rows={8} />
        ) : query.isError ? (
          <ErrorState
            heading="h2"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : found.length === 0 ? (
          <NoLocations connected={query.data.connected} isAdmin={isAdmin} />
        ) : (
          <LocationsTable locations={found} />
        )}
      </Card>
    </>
  );
}

function NoLocations({ connected, isAdmin }: { connected: boolean; isAdmin: boolean }) {
  if (connected) {
    return (
      <EmptyState heading="h2" icon={MapPin} title="No locations for you">
        {isAdmin
          ? "The connected agency has no locations yet. Add one at the Social Media API, then read again."
          : "No location was granted to you yet. Ask an admin of your agency to grant you some."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      heading="h2"
      icon={KeyRound}
      title="The agency is not connected yet"
      action={
        isAdmin && (
          <Button asChild variant="primary">
            <Link href="/connections">Connect agency</Link>
          </Button>
        )
      }
    >
      {isAdmin
        ? "Connect it once, and its locations with their accounts appear here."
        : "As soon as an admin has connected it, the locations granted to you appear here."}
    </EmptyState>
  );
}

function LocationsTable({ locations }: { locations: readonly LocationSummary[] }) {
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<Sort>({ by: "name", descending: false });
  const shown = useMemo(() => arrange(locations, search, sort), [locations, search, sort]);
  const sortBy = (by: Sort["by"]) => () =>
    setSort((now) => ({ by, descending: now.by === by ? !now.descending : by !== "name" }));
  const sorted = (by: Sort["by"]) => (sort.by === by ? (sort.descending ? "descending" : "ascending") : null);
  return (
    <>
      <CardBody className="pb-3">
        <div className="relative max-w-sm">
          <Search className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
          <Input
            type="search"
            data-search
            aria-label="Search locations"
            placeholder={`Search ${plural(locations.length, "location")}`}
            className="pl-8"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      </CardBody>
      <Table label="Locations">
        <thead>
          <tr>
            <Th sorted={sorted("name")} onSort={sortBy("name")}>
              Location
            </Th>
            <Th className="max-md:hidden">Timezone</Th>
            <Th className="max-md:hidden">Platforms</Th>
            <Th numeric sorted={sorted("accounts")} onSort={sortBy("accounts")}>
              Accounts
            </Th>
            <Th className="max-md:hidden" numeric sorted={sorted("assigned")} onSort={sortBy("assigned")}>
              Assigned
            </Th>
            <Th>Status</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((location) => (
            <LocationRow key={location.id} location={location} />
          ))}
        </tbody>
      </Table>
      {shown.length === 0 && (
        <EmptyState
          heading="h2"
          icon={Search}
          title={`Nothing matches “${search.trim()}”`}
          action={<Button onClick={() => setSearch("")}>Clear search</Button>}
        />
      )}
    </>
  );
}

function LocationRow({ location }: { location: LocationSummary }) {
  const place = [location.city, location.category].filter(Boolean).join(" · ");
  return (
    <Tr>
      <Td>
        <Link href={`/locations/${location.id}`} className="font-medium hover:underline">
          {location.name}
        </Link>
        {place && <span className="ml-2 text-meta text-muted">{place}</span>}
      </Td>
      <Td className="whitespace-nowrap text-muted max-md:hidden">{location.timezone}</Td>
      <Td className="max-md:hidden">
        <span className="flex gap-1">
          {location.platforms.length === 0 && <span className="text-muted">{MISSING}</span>}
          {location.platforms.map((platform) => (
            <PlatformMark key={platform} platform={platform} size={20} />
          ))}
        </span>
      </Td>
      <Td numeric>{number(location.accounts)}</Td>
      <Td numeric className="max-md:hidden">
        {number(location.assignedAccounts)}
      </Td>
      <Td>
        <LocationStatus location={location} />
      </Td>
    </Tr>
  );
}

/** The location's worst news first. */
function LocationStatus({ location }: { location: LocationSummary }) {
  if (location.status === "inactive") return <StatusTag tone="warn">Not active</StatusTag>;
  if (location.accounts === null) return <StatusTag tone="neutral">Not read yet</StatusTag>;
  if (location.expiredAccounts) return <StatusTag tone="bad">{location.expiredAccounts} expired</StatusTag>;
  if (location.accounts === 0) return <StatusTag tone="warn">No accounts</StatusTag>;
  if (!location.assignedAccounts) return <StatusTag tone="info">Assign accounts</StatusTag>;
  return <StatusTag tone="good">Ready</StatusTag>;
}

function arrange(locations: readonly LocationSummary[], search: string, sort: Sort): LocationSummary[] {
  const wanted = search.trim().toLocaleLowerCase();
  const value = (location: LocationSummary) =>
    sort.by === "accounts"
      ? (location.accounts ?? -1)
      : sort.by === "assigned"
        ? (location.assignedAccounts ?? -1)
        : 0;
  return locations
    .filter((location) =>
      `${location.name} ${location.city ?? ""} ${location.timezone}`.toLocaleLowerCase().includes(wanted),
    )
    .sort((a, b) => (value(a) - value(b) || a.name.localeCompare(b.name)) * (sort.descending ? -1 : 1));
}
