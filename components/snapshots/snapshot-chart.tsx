"use client";

import { ChartLine } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { tableOfSeries, withNotes } from "@/components/charts/chart-table";
import { type ChartMark, TrendChart } from "@/components/charts/trend-chart";
import { METRIC_LABELS, MetricInfo } from "@/components/reports/metric-name";
import { EmptyState } from "@/components/states/empty-state";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/dropdown-menu";
import { compact, dateRange, day, number } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import { REPORT_METRICS, type Report } from "@/lib/reports/schema";
import { ChartFoot } from "./chart-foot";
import { chartLines } from "./chart-lines";
import { placeOf } from "./chart-words";

type SnapshotChartProps = {
  report: Report;
  /** Left out where nothing can be changed. */
  onChange?: (part: Partial<ReportFilters>) => void;
  /** The granularity asked for; a long period is shown coarser. */
  asked?: ReportFilters["granularity"];
  updating?: boolean;
  /** Remarks on the period's days. */
  marks?: readonly ChartMark[];
  /** A control before those of the chart, such as the one for the remarks. */
  actions?: ReactNode;
  className?: string;
};

const NO_MARKS: readonly ChartMark[] = [];

/** The main chart: one metric over the period, a line for each platform or account. */
export function SnapshotChart({
  report,
  asked,
  updating,
  onChange,
  marks = NO_MARKS,
  actions,
  className,
}: SnapshotChartProps) {
  const { chart, period, compared } = report;
  const series = useMemo(() => chartLines(report.chart), [report]);
  const shown = series.filter(({ faint }) => !faint);
  const [zone] = report.timezones;
  const title = `${METRIC_LABELS[chart.metric]} per ${period.granularity}`;
  const facts = [
    dateRange(period.from, period.to),
    report.timezones.length === 1 && zone ? zone : "each location’s own days",
    ...(asked === undefined || period.granularity === asked
      ? []
      : [`shown by ${period.granularity}: the period is long`]),
    ...(series.length > shown.length && compared ? [`faint: ${dateRange(compared.from, compared.to)}`] : []),
  ];
  const formatX = (x: string) => bucketName(x, period.granularity);
  return (
    <ChartFrame
      title={title}
      facts={facts}
      about={<MetricInfo metric={chart.metric} />}
      className={cn(updating && "opacity-60", className)}
      place={placeOf(report)}
      fileName={`${chart.metric}-by-${chart.by}-${period.from}-to-${period.to}`}
      table={withNotes(
        tableOfSeries([...shown, ...series.filter(({ faint }) => faint)], {
          xLabel: period.granularity === "day" ? "Day" : "From",
          formatX,
          formatY: number,
        }),
        marks,
      )}
      controls={
        <>
          {actions}
          {onChange && <ChartControls report={report} onChange={onChange} />}
        </>
      }
      foot={<ChartFoot report={report} />}
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={ChartLine}
          title={`No ${METRIC_LABELS[chart.metric].toLowerCase()} known`}
          className="h-[260px]"
        >
          No network reported it for these accounts and days. Choose another metric above.
        </EmptyState>
      ) : (
        <TrendChart
          label={[title, ...facts].join(", ")}
          series={series}
          marks={marks}
          formatX={formatX}
          formatY={compact}
          formatValue={number}
          fromZero={chart.metric !== "followers"}
          height={270}
        />
      )}
    </ChartFrame>
  );
}

function ChartControls({ report, onChange }: Required<Pick<SnapshotChartProps, "report" | "onChange">>) {
  const { metric, by } = report.chart;
  return (
    <>
      <DropdownMenu trigger={<Chip label="Metric" value={METRIC_LABELS[metric]} />}>
        <MenuRadioGroup value={metric}>
          {REPORT_METRICS.map((each) => (
            <MenuRadioItem key={each} value={each} onSelect={() => onChange({ metric: each })}>
              {METRIC_LABELS[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </DropdownMenu>
      <DropdownMenu trigger={<Chip label="Lines" value={by === "platform" ? "platforms" : "accounts"} />}>
        <MenuRadioGroup value={by}>
          <MenuRadioItem value="platform" onSelect={() => onChange({ by: "platform" })}>
            One a platform
          </MenuRadioItem>
          <MenuRadioItem
            value="account"
            disabled={report.accounts === null}
            onSelect={() => onChange({ by: "account" })}
          >
            One an account
          </MenuRadioItem>
        </MenuRadioGroup>
      </DropdownMenu>
    </>
  );
}

function bucketName(start: string, granularity: Report["period"]["granularity"]): string {
  return granularity === "month" ? day(start).replace(/^\d+ /, "") : day(start, { year: false });
}
