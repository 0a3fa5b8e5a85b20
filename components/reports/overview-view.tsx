"use client";

import { ExportButton } from "@/components/exports/export-button";
import { BelowFold } from "@/components/layout/below-fold";
import { FirstPaint } from "@/components/layout/first-paint";
import { PageHeader } from "@/components/layout/page-header";
import { GroupsDialog } from "@/components/location-groups/groups-dialog";
import { CaptureButton } from "@/components/snapshots/capture-button";
import { CapturePanel } from "@/components/snapshots/capture-panel";
import { StaleNotice } from "@/components/states/stale-notice";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { plural } from "@/lib/format";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";
import type { PageLocation } from "@/lib/reports/page-locations";
import type { Overview } from "@/lib/reports/schema";
import { AttentionCard } from "./attention-card";
import { FilterBar } from "./filter-bar";
import { KeyFigures, KeyFiguresLoading } from "./key-figures";
import { LocationTable } from "./location-table";
import { MoversCard } from "./movers-card";
import { isActive, useCaptures, useOverview } from "./queries";
import { ReportEmpty } from "./report-empty";
import { ReportError } from "./report-error";
import { useReportFilters } from "./use-report-filters";

const EVERYWHERE: string[] = [];

type OverviewViewProps = {
  locations: readonly PageLocation[];
  today: string;
  canCapture: boolean;
  isAdmin: boolean;
};

export function OverviewView({ locations, today, canCapture, isAdmin }: OverviewViewProps) {
  const { filters, change, reset, isDefault } = useReportFilters(today);
  const captures = useCaptures(EVERYWHERE);
  const running = captures.data?.captures.filter(isActive) ?? [];
  const overview = useOverview(filters, running.length > 0);
  const data = overview.data;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Overview"
        facts={
          data && locations.length > 0
            ? [
                plural(data.locations.length, "location"),
                plural(data.accounts, "account"),
                "days end at midnight of each location",
              ]
            : []
        }
        actions={
          data &&
          data.state !== "not_connected" &&
          data.state !== "no_locations" && (
            <>
              <GroupsDialog locations={locations} canEdit={canCapture} />
              <ExportButton filters={filters} views={["locations", "accounts", "posts"]} />
              {canCapture && (
                <CaptureButton
                  locationId={null}
                  running={running.some(({ status }) => status !== "paused")}
                />
              )}
            </>
          )
        }
      />
      {data?.state !== "not_connected" && (
        <FilterBar
          filters={filters}
          today={today}
          isDefault={isDefault}
          onChange={change}
          onReset={reset}
          locations={locations.map(({ id, name, city }) => ({
            value: id,
            label: name,
            ...(city ? { detail: city } : {}),
          }))}
          platforms={[...new Set(locations.flatMap(({ platforms }) => platforms))].sort()}
          canShareViews={canCapture}
        />
      )}
      <CapturePanel captures={running} canControl={canCapture} />
      {overview.isError && data && (
        <StaleNotice
          updatedAt={overview.dataUpdatedAt}
          reason={overview.error.message}
          onRetry={() => void overview.refetch()}
          retrying={overview.isFetching}
        />
      )}
      {overview.isError && !data ? (
        <ReportError
          error={overview.error}
          onRetry={() => void overview.refetch()}
          retrying={overview.isFetching}
          onReset={reset}
        />
      ) : !data ? (
        <OverviewLoading />
      ) : (
        <OverviewBody
          overview={data}
          updating={overview.isPlaceholderData}
          isAdmin={isAdmin}
          capturing={running.length > 0}
          filtered={filters.platforms.length + filters.groupIds.length > 0}
          platforms={filters.platforms}
          ahead={filters.from > today}
          onReset={reset}
          canCapture={canCapture}
        />
      )}
    </div>
  );
}

type OverviewBodyProps = {
  overview: Overview;
  updating: boolean;
  isAdmin: boolean;
  capturing: boolean;
  filtered: boolean;
  platforms: readonly string[];
  ahead: boolean;
  canCapture: boolean;
  onReset: () => void;
};

function OverviewBody({
  overview,
  updating,
  isAdmin,
  capturing,
  filtered,
  platforms,
  ahead,
  canCapture,
  onReset,
}: OverviewBodyProps) {
  const { state } = overview;
  const attention = overview.attention.length > 0 && (
    <AttentionCard items={overview.attention} locations={overview.locations.length} />
  );
  if (state !== "data") {
    return (
      <>
        <ReportEmpty
          state={state}
          isAdmin={isAdmin}
          capturing={capturing}
          filtered={filtered}
          platforms={platforms}
          ahead={ahead}
          onReset={onReset}
          capture={canCapture && <CaptureButton locationId={null} running={capturing} />}
        />
        {attention}
        {overview.locations.length > 0 && <LocationTable overview={overview} days={overview.period.days} />}
      </>
    );
  }
  const moved = overview.movers.up.length + overview.movers.down.length;
  // A short list beside a long table would leave an empty box: then one stands under the other.
  const beside = moved === 0 || overview.attention.length * 2 >= moved;
  return (
    <>
      <KeyFigures
        figures={overview.figures}
        days={overview.period.days}
        note={daysNote(daysOf(overview.locations), overview.accounts)}
        coverage={overview.coverage}
        postsFrom={overview.postsFrom}
        compared={overview.compared}
        updating={updating}
      />
      <div className={cn("grid gap-4", beside && "lg:grid-cols-[2fr_1fr]")}>
        <AttentionCard items={overview.attention} locations={overview.locations.length} />
        <MoversCard movers={overview.movers} compared={overview.compared} wide={!beside} />
      </div>
      <FirstPaint />
      <BelowFold>
        <LocationTable overview={overview} days={overview.period.days} />
      </BelowFold>
    </>
  );
}

function OverviewLoading() {
  return (
    <div role="status" aria-label="Loading the overview" className="flex flex-col gap-4">
      <KeyFiguresLoading />
      <div className="grid gap-4 lg:grid-cols-[2fr_1fr]">
        <Skeleton className="h-72 rounded-card" />
        <Skeleton className="h-72 rounded-card" />
      </div>
      <Skeleton className="h-96 rounded-card" />
    </div>
  );
}
