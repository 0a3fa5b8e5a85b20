"use client";

import { GoalsCard } from "@/components/goals/goals-card";
import { BelowFold } from "@/components/layout/below-fold";
import { FirstPaint } from "@/components/layout/first-paint";
import { FilterBar } from "@/components/reports/filter-bar";
import { KeyFigures } from "@/components/reports/key-figures";
import { KindTable } from "@/components/reports/kind-table";
import { isActive, useCaptures, useReport } from "@/components/reports/queries";
import { ReportChart } from "@/components/reports/report-chart";
import { ReportShell } from "@/components/reports/report-shell";
import { TopPostsCard } from "@/components/reports/top-posts-card";
import { useReportFilters } from "@/components/reports/use-report-filters";
import { AccountTable } from "@/components/snapshots/account-table";
import { CaptureButton } from "@/components/snapshots/capture-button";
import { placeOf } from "@/components/snapshots/chart-words";
import { MixCard } from "@/components/snapshots/mix-card";
import { PlatformTable } from "@/components/snapshots/platform-table";
import { TimingCard } from "@/components/snapshots/timing-card";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";

type LocationReportProps = {
  location: { id: string; name: string; timezone: string; today: string };
  canWrite: boolean;
  isAdmin: boolean;
};

/** One client's own report: figures, goals, accounts, platforms, kinds of posts, and which of them did well. */
export function LocationReport({ location, canWrite, isAdmin }: LocationReportProps) {
  const { id, today, timezone } = location;
  const { filters, change, reset, isDefault } = useReportFilters(today, { locationId: id });
  const captures = useCaptures([id]);
  const capturing = captures.data?.captures.some(isActive) ?? false;
  const report = useReport(filters, capturing);
  const choices = report.data?.choices ?? [];
  const platforms = [...new Set(choices.map(({ platform }) => platform))].sort();
  return (
    <>
      <FilterBar
        filters={filters}
        today={today}
        isDefault={isDefault}
        onChange={change}
        onReset={reset}
        locations={[]}
        platforms={platforms}
        accounts={choices.map(({ accountId, name }) => ({
          value: accountId,
          label: name,
        }))}
        canShareViews={canWrite}
      />
      <ReportShell
        query={report}
        isAdmin={isAdmin}
        capturing={capturing}
        filtered={filters.accountIds.length + filters.platforms.length > 0}
        platforms={filters.platforms}
        ahead={filters.from > today}
        onReset={reset}
        capture={canWrite && <CaptureButton locationId={id} running={capturing} />}
      >
        {(data) => (
          <>
            <KeyFigures
              figures={data.figures}
              days={data.period.days}
              note={daysNote(
                daysOf(data.platforms),
                data.coverage.accounts + data.coverage.notCovered.length,
              )}
              coverage={data.coverage}
              postsFrom={data.postsFrom}
              compared={data.compared}
              updating={report.isPlaceholderData}
            />
            <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
              <ReportChart
                report={data}
                filters={filters}
                onChange={change}
                updating={report.isPlaceholderData}
                places={[location]}
                notes={{ canWrite, canWriteForAll: false }}
              />
              <GoalsCard locationId={id} canEdit={canWrite} />
            </div>
            <FirstPaint />
            <BelowFold>
              {data.accounts && (
                <AccountTable rows={data.accounts} withLocation={false} title="Figures by account" linked />
              )}
              <TopPostsCard filters={filters} withAccount />
              <PlatformTable rows={data.platforms} />
              <div className="grid items-start gap-4 xl:grid-cols-2">
                <TimingCard
                  filters={filters}
                  place={placeOf(data)}
                  platforms={platforms}
                  location={{ id, timezone }}
                  canMove={canWrite}
                />
                <KindTable filters={filters} />
              </div>
              <MixCard filters={filters} locationId={id} />
            </BelowFold>
          </>
        )}
      </ReportShell>
    </>
  );
}
