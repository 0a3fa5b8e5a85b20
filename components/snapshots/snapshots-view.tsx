"use client";

import { useSearchParams } from "next/navigation";
import { BelowFold } from "@/components/layout/below-fold";
import { FirstPaint } from "@/components/layout/first-paint";
import { PageHeader } from "@/components/layout/page-header";
import { FilterBar } from "@/components/reports/filter-bar";
import { KeyFigures, KeyFiguresLoading } from "@/components/reports/key-figures";
import { isActive, useCaptures, useReport } from "@/components/reports/queries";
import { ReportChart } from "@/components/reports/report-chart";
import { ReportEmpty } from "@/components/reports/report-empty";
import { ReportError } from "@/components/reports/report-error";
import { ShareDialog } from "@/components/reports/share-dialog";
import { useReportFilters } from "@/components/reports/use-report-filters";
import { StaleNotice } from "@/components/states/stale-notice";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { list, plural } from "@/lib/format";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";
import { pageToday } from "@/lib/reports/filters";
import type { PageLocation } from "@/lib/reports/page-locations";
import type { Report } from "@/lib/reports/schema";
import { MAX_BACKFILL_DAYS } from "@/lib/snapshots/schema";
import { AccountTable } from "./account-table";
import { CaptureButton } from "./capture-button";
import { CapturePanel } from "./capture-panel";
import { placeOf } from "./chart-words";
import { ExportMenu } from "./export-menu";
import { HistoryButton } from "./history-button";
import { MixCard } from "./mix-card";
import { PlatformTable } from "./platform-table";
import { TimingCard } from "./timing-card";

type SnapshotsViewProps = {
  locations: readonly PageLocation[];
  today: string;
  /** Every location of the agency is among them. */
  allGranted: boolean;
  canCapture: boolean;
  isAdmin: boolean;
};

export function SnapshotsView({ locations, today, allGranted, canCapture, isAdmin }: SnapshotsViewProps) {
  // "The last 7 days" of one location are its own, not those that every location has reached.
  const search = new URLSearchParams(useSearchParams().toString());
  const { filters, change, reset, isDefault } = useReportFilters(pageToday(search, locations, today));
  const captures = useCaptures(filters.locationIds);
  const running = captures.data?.captures.filter(isActive) ?? [];
  const report = useReport(filters, running.length > 0);
  const inGroups = new Set(report.data?.locations.map(({ id }) => id));
  const chosen = locations.filter(({ id }) =>
    filters.groupIds.length > 0 ? inGroups.has(id) : filters.locationIds.includes(id),
  );
  const shown = chosen.length > 0 ? chosen : locations;
  const one = shown.length === 1 ? shown[0] : undefined;
  const busy = running.some((capture) => capture.status !== "paused");
  const captureButton = (days?: number, label?: string) =>
    canCapture && shown.length > 0 ? (
      <CaptureButton
        locationId={one?.id ?? null}
        running={one ? running.length > 0 : busy}
        {...(days === undefined ? {} : { days })}
        {...(label === undefined ? {} : { label })}
        {...(days === undefined ? {} : { variant: "secondary" as const })}
      />
    ) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={one?.name ?? "Snapshots"}
        facts={factsOf(report.data, one, shown.length)}
        {...(one && locations.length > 1
          ? { breadcrumbs: [{ label: "Snapshots", href: "/snapshots" }, { label: one.name }] }
          : {})}
        actions={
          <>
            {canCapture && one && report.data && report.data.state !== "not_connected" && (
              <HistoryButton
                locationId={one.id}
                locationName={one.name}
                accounts={report.data.coverage.accounts}
                running={running.length > 0}
              />
            )}
            {canCapture && report.data?.state === "data" && (
              <ShareDialog filters={filters} name={one?.name ?? "All locations"} />
            )}
            {report.data?.state === "data" && <ExportMenu filters={filters} />}
            {report.data?.state !== "not_connected" && captureButton()}
          </>
        }
      />
      <FilterBar
        filters={filters}
        today={one?.today ?? today}
        isDefault={isDefault}
        onChange={change}
        onReset={reset}
        locations={locations.map(({ id, name, city }) => ({
          value: id,
          label: name,
          ...(city ? { detail: city } : {}),
        }))}
        platforms={[...new Set(shown.flatMap(({ platforms }) => platforms))].sort()}
        accounts={accountOptions(report.data, shown.length > 1)}
        canShareViews={canCapture}
      />
      <CapturePanel captures={running} canControl={canCapture} />
      {report.isError && report.data && (
        <StaleNotice
          updatedAt={report.dataUpdatedAt}
          reason={report.error.message}
          onRetry={() => void report.refetch()}
          retrying={report.isFetching}
        />
      )}
      {report.isError && !report.data ? (
        <ReportError
          error={report.error}
          onRetry={() => void report.refetch()}
          retrying={report.isFetching}
          onReset={reset}
        />
      ) : !report.data ? (
        <ReportLoading />
      ) : report.data.state !== "data" ? (
        <ReportEmpty
          state={report.data.state}
          isAdmin={isAdmin}
          capturing={running.length > 0}
          filtered={filters.accountIds.length + filters.platforms.length > 0}
          platforms={filters.platforms}
          ahead={filters.from > (one?.today ?? today)}
          onReset={reset}
          capture={captureButton(MAX_BACKFILL_DAYS, `Fetch ${MAX_BACKFILL_DAYS} days`)}
        />
      ) : (
        <ReportBody
          report={report.data}
          updating={report.isPlaceholderData}
          filters={filters}
          onChange={change}
          places={shown}
          notes={{ canWrite: canCapture, canWriteForAll: canCapture && allGranted }}
        />
      )}
    </div>
  );
}

type ReportBodyProps = {
  report: Report;
  updating: boolean;
  places: readonly PageLocation[];
  notes: { canWrite: boolean; canWriteForAll: boolean };
  filters: ReturnType<typeof useReportFilters>["filters"];
  onChange: ReturnType<typeof useReportFilters>["change"];
};

function ReportBody(props: ReportBodyProps) {
  const { report, updating, places, filters, onChange } = props;
  const one = places.length === 1 ? places[0] : undefined;
  return (
    <>
      <KeyFigures
        figures={report.figures}
        days={report.period.days}
        note={daysNote(
          daysOf(report.platforms),
          report.coverage.accounts + report.coverage.notCovered.length,
        )}
        coverage={report.coverage}
        postsFrom={report.postsFrom}
        compared={report.compared}
        updating={updating}
      />
      <FirstPaint />
      <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <ReportChart
          report={report}
          filters={filters}
          onChange={onChange}
          updating={updating}
          places={places}
          notes={props.notes}
        />
        <TimingCard
          filters={filters}
          place={placeOf(report)}
          platforms={report.platforms.map(({ platform }) => platform)}
          location={one ?? null}
          canMove={props.notes.canWrite}
        />
      </div>
      <BelowFold>
        {report.accounts ? (
          <AccountTable rows={report.accounts} withLocation={places.length > 1} linked />
        ) : (
          <Card className="px-4 py-3 text-muted">
            The account table is shown for up to 200 accounts. Choose fewer locations to see it.
          </Card>
        )}
        <PlatformTable rows={report.platforms} />
        <MixCard filters={filters} locationId={one?.id ?? null} />
      </BelowFold>
    </>
  );
}

function ReportLoading() {
  return (
    <div role="status" aria-label="Loading the report" className="flex flex-col gap-4">
      <KeyFiguresLoading />
      <Skeleton className="h-[390px] rounded-card" />
      <Skeleton className="h-64 rounded-card" />
    </div>
  );
}

function factsOf(report: Report | undefined, one: PageLocation | undefined, locations: number): string[] {
  const accounts = report
    ? [plural(report.coverage.accounts + report.coverage.notCovered.length, "account")]
    : [];
  if (one) return ["Snapshots", ...accounts, `times in ${one.timezone}`];
  const zones = report?.timezones ?? [];
  const days =
    zones.length > 1
      ? "days end at midnight of each location"
      : list(zones.map((zone) => `times in ${zone}`));
  return [plural(locations, "location"), ...accounts, ...(days ? [days] : [])];
}

function accountOptions(report: Report | undefined, withLocation: boolean) {
  return (report?.choices ?? []).map(({ accountId, name, locationName }) => ({
    value: accountId,
    label: name,
    ...(withLocation ? { detail: locationName } : {}),
  }));
}
