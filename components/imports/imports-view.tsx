"use client";

import { FileSpreadsheet, Filter, MapPin, PlugZap } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { useLocations } from "@/components/layout/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { StaleNotice } from "@/components/states/stale-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/native-select";
import { number, plural } from "@/lib/format";
import { handOverFile } from "./chosen-file";
import { DropZone } from "./drop-zone";
import { HistoryTable } from "./history-table";
import { OpenFiles } from "./open-files";
import { useImports } from "./queries";
import { TemplateMenu } from "./template-menu";

type ImportsViewProps = { canImport: boolean; isAdmin: boolean };

/** Every import of the granted locations, and the place to drop the next file. */
export function ImportsView({ canImport, isAdmin }: ImportsViewProps) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const locationId = search.get("locationId");
  const locations = useLocations();
  const imports = useImports(locationId);
  const found = imports.data?.pages.flatMap((page) => page.imports) ?? [];
  const connected = locations.data?.connected ?? true;

  useEffect(() => router.prefetch("/imports/new"), [router]);

  function open(file: File): void {
    handOverFile(file);
    router.push(locationId ? `/imports/new?locationId=${encodeURIComponent(locationId)}` : "/imports/new");
  }

  const none = locations.data && locations.data.locations.length === 0;
  return (
    <>
      <PageHeader
        title="Imports"
        facts={[
          "Spreadsheets of posts, checked row by row, then scheduled once",
          ...(found.length > 0 && !imports.hasNextPage
            ? [
                plural(found.length, "import"),
                running(found.filter((one) => one.status === "scheduling").length),
              ]
            : []
          ).filter((fact) => fact !== ""),
        ]}
        actions={
          locations.data && locations.data.locations.length > 1 ? (
            <NativeSelect
              aria-label="Location"
              className="w-56 max-md:w-full"
              value={locationId ?? ""}
              onChange={({ target }) =>
                router.replace(
                  target.value ? `${pathname}?locationId=${encodeURIComponent(target.value)}` : pathname,
                )
              }
            >
              <option value="">All locations</option>
              {locations.data.locations.map((location) => (
                <option key={location.id} value={location.id}>
                  {location.name}
                </option>
              ))}
            </NativeSelect>
          ) : null
        }
      />
      {!connected && found.length === 0 ? (
        <Card>
          <EmptyState
            icon={PlugZap}
            title="Nothing is connected yet"
            action={
              isAdmin && (
                <Button asChild variant="primary">
                  <Link href="/connections">Connect agency</Link>
                </Button>
              )
            }
          >
            {isAdmin
              ? "Posts are scheduled at locations of your agency. Connect it to the Social Media API, then drop a file here."
              : "Posts are scheduled at locations of your agency. Ask an admin to connect it on the Connections page."}
          </EmptyState>
        </Card>
      ) : none ? (
        <Card>
          <EmptyState icon={MapPin} title="No location to import to">
            {isAdmin
              ? "The connected agency has no location yet. Add one at the Social Media API; it appears here with the next sync."
              : "No location was granted to you yet. Ask an admin of your agency."}
          </EmptyState>
        </Card>
      ) : (
        <>
          {canImport && <DropZone onFile={open} extra={<TemplateMenu />} />}
          {canImport && <OpenFiles />}
          {imports.isError && found.length > 0 && (
            <StaleNotice
              updatedAt={imports.dataUpdatedAt}
              reason={imports.error.message}
              onRetry={() => imports.refetch()}
              retrying={imports.isFetching}
            />
          )}
          <Card>
            {imports.isPending ? (
              <LoadingState label="Loading imports" />
            ) : imports.isError && found.length === 0 ? (
              <ErrorState
                title="The imports could not be read"
                error={imports.error}
                onRetry={() => imports.refetch()}
                retrying={imports.isFetching}
              />
            ) : found.length === 0 ? (
              <NoImports
                filtered={locationId !== null}
                canImport={canImport}
                locationName={locations.data?.locations.find(({ id }) => id === locationId)?.name}
                onReset={() => router.replace(pathname)}
              />
            ) : (
              <HistoryTable
                imports={found}
                oneLocation={locationId !== null}
                more={imports.hasNextPage ? () => void imports.fetchNextPage() : null}
                loadingMore={imports.isFetchingNextPage}
              />
            )}
          </Card>
        </>
      )}
    </>
  );
}

const running = (count: number): string => (count === 0 ? "" : `${number(count)} running`);

type NoImportsProps = {
  filtered: boolean;
  canImport: boolean;
  locationName: string | undefined;
  onReset: () => void;
};

function NoImports({ filtered, canImport, locationName, onReset }: NoImportsProps) {
  if (filtered)
    return (
      <EmptyState
        icon={Filter}
        title={`No imports for ${locationName ?? "this location"} yet`}
        action={<Button onClick={onReset}>Show all locations</Button>}
      >
        Files for other locations may be there.
      </EmptyState>
    );
  return (
    <EmptyState icon={FileSpreadsheet} title="No imports yet">
      {canImport
        ? "Drop a spreadsheet above. You see what each row becomes, repair what does not fit, and schedule the rest."
        : "Imports of your locations appear here once somebody of your team schedules a file."}
    </EmptyState>
  );
}
