import { addDays, bucketEnd, bucketOf, bucketsOf, daysBetween, yearBefore } from "@/lib/snapshots/days";
import { GRANULARITIES, type Granularity } from "@/lib/snapshots/schema";
import { type Comparison, MAX_POINTS } from "./schema";

export type Period = { from: string; to: string };
export type Bucket = { start: string; end: string; partial: boolean };

/** The period to compare with: as many days just before it, or the same dates a year earlier. */
export function comparedPeriod(
  period: Period,
  kind: Comparison,
): (Period & { kind: "previous" | "year" }) | null {
  if (kind === "none") return null;
  if (kind === "year") return { kind, from: yearBefore(period.from), to: yearBefore(period.to) };
  const days = daysBetween(period.from, period.to);
  return { kind, from: addDays(period.from, -days), to: addDays(period.from, -1) };
}

/** The granularity asked for, or the next coarser one that keeps a series within `most` points. */
export function fittingGranularity(period: Period, wanted: Granularity, most = MAX_POINTS): Granularity {
  for (const granularity of GRANULARITIES.slice(GRANULARITIES.indexOf(wanted))) {
    if (bucketCount(period, granularity) <= most) return granularity;
  }
  return "month";
}

function bucketCount(period: Period, granularity: Granularity): number {
  if (granularity === "month") return bucketsOf(period.from, period.to, "month").length;
  const days = daysBetween(bucketOf(period.from, granularity), period.to);
  return granularity === "day" ? days : Math.ceil(days / 7);
}

/** The period's buckets. A bucket is partial where it reaches outside the period or into a day that is not over. */
export function planBuckets(period: Period, granularity: Granularity, today: string): Bucket[] {
  return bucketsOf(period.from, period.to, granularity).map((start) => {
    const end = bucketEnd(start, granularity);
    return { start, end, partial: start < period.from || end > period.to || end >= today };
  });
}
