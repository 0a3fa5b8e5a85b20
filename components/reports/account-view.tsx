"use client";

import { CalendarDays, MapPin } from "lucide-react";
import Link from "next/link";
import { platformLabel } from "@/components/charts/platform";
import { BelowFold } from "@/components/layout/below-fold";
import { FirstPaint } from "@/components/layout/first-paint";
import { PageHeader } from "@/components/layout/page-header";
import { CaptureButton } from "@/components/snapshots/capture-button";
import { ExportMenu } from "@/components/snapshots/export-menu";
import { MixCard } from "@/components/snapshots/mix-card";
import { TimingCard } from "@/components/snapshots/timing-card";
import { Button } from "@/components/ui/button";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";
import type { AccountPlace } from "@/lib/reports/get-account";
import { CaptureStateCard } from "./capture-state-card";
import { FilterBar } from "./filter-bar";
import { KeyFigures } from "./key-figures";
import { KindTable } from "./kind-table";
import { isActive, useCaptures, useReport } from "./queries";
import { ReportChart } from "./report-chart";
import { unknownPlatforms } from "./report-empty";
import { ReportShell } from "./report-shell";
import { TopPostsCard } from "./top-posts-card";
import { useReportFilters } from "./use-report-filters";

type AccountViewProps = AccountPlace & { canWrite: boolean; isAdmin: boolean };

/** One account of a client: its figures, its posts that did well and those that did not, when and what it posts. */
export function AccountView({ account, location, canWrite, isAdmin }: AccountViewProps) {
  const { filters, change, reset, isDefault } = useReportFilters(location.today, {
    locationId: location.id,
    accountId: account.id,
  });
  const captures = useCaptures([location.id]);
  const capturing = captures.data?.captures.some(isActive) ?? false;
  const report = useReport(filters, capturing);
  // Asked for platforms that there are none of: said once, and nothing below could say more.
  const nowhere =
    filters.platforms.length > 0 && unknownPlatforms(filters.platforms).length === filters.platforms.length;
  const place = `/locations/${encodeURIComponent(location.id)}`;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={account.name}
        facts={[platformLabel(account.platform), location.name, `times in ${location.timezone}`]}
        breadcrumbs={[
          { label: "Locations", href: "/locations" },
          { label: location.name, href: place },
          { label: account.name },
        ]}
        actions={
          <>
            <Button asChild>
              <Link href={place}>
                <MapPin aria-hidden /> Location
              </Link>
            </Button>
            <Button asChild>
              <Link href={`/posts?locationId=${encodeURIComponent(location.id)}`}>
                <CalendarDays aria-hidden /> Posts
              </Link>
            </Button>
            {report.data?.state === "data" && <ExportMenu filters={filters} />}
          </>
        }
      />
      <FilterBar
        filters={filters}
        today={location.today}
        isDefault={isDefault}
        onChange={change}
        onReset={reset}
        locations={[]}
        platforms={[]}
        canShareViews={canWrite}
      />
      <ReportShell
        query={report}
        isAdmin={isAdmin}
        capturing={capturing}
        filtered={filters.platforms.length > 0}
        platforms={filters.platforms}
        ahead={filters.from > location.today}
        onReset={reset}
        capture={canWrite && <CaptureButton locationId={location.id} running={capturing} />}
      >
        {(data) => (
          <>
            <KeyFigures
              figures={data.figures}
              days={data.period.days}
              note={daysNote(daysOf(data.platforms))}
              coverage={data.coverage}
              postsFrom={data.postsFrom}
              compared={data.compared}
              updating={report.isPlaceholderData}
            />
            <FirstPaint />
            <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
              <ReportChart
                report={data}
                filters={filters}
                onChange={change}
                updating={report.isPlaceholderData}
                places={[location]}
                notes={{ canWrite, canWriteForAll: false }}
              />
              <CaptureStateCard
                report={data}
                locationId={location.id}
                captures={captures.data?.captures ?? []}
                canWrite={canWrite}
              />
            </div>
          </>
        )}
      </ReportShell>
      {/* Posts are known of accounts without statistics too; an address that cannot be is said once, above. */}
      {!(report.isError && !report.data) && !nowhere && (
        <BelowFold>
          <TopPostsCard filters={filters} withAccount={false} />
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <TimingCard
              filters={filters}
              place={`${account.name}, ${location.name}`}
              platforms={[account.platform]}
              location={location}
              canMove={canWrite}
            />
            <KindTable filters={filters} />
          </div>
          <MixCard filters={filters} locationId={location.id} />
        </BelowFold>
      )}
    </div>
  );
}
