"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChartMark } from "./chart-marks";
import type { TrendSeries } from "./trend-data";

export type { ChartMark } from "./chart-marks";
export type { TrendPoint, TrendSeries } from "./trend-data";

export type TrendChartProps = {
  /** Read aloud: metric, period and timezone. */
  label: string;
  series: readonly TrendSeries[];
  formatX: (x: string) => string;
  formatY: (y: number) => string;
  /** In the tooltip, where there is room for the whole number; `formatY` otherwise. */
  formatValue?: (y: number) => string;
  height?: number;
  /** Remarks on days: "Autumn offer starts". */
  marks?: readonly ChartMark[];
  /** Start the axis at zero (the default) or near the lowest value, as for followers. */
  fromZero?: boolean;
};

// Recharts is large: only pages that draw a chart load it, after the page itself.
const TrendPlot = dynamic(() => import("./trend-plot").then((module) => module.TrendPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** Lines over days: up to five series, labelled at their ends, with gaps for missing days. */
export function TrendChart({ height = 260, ...props }: TrendChartProps) {
  return (
    <div className="w-full" style={{ height }}>
      <TrendPlot {...props} height={height} />
    </div>
  );
}
