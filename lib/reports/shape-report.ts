import { comparisonProblem } from "./comparability";
import { addSums, compare, engagementOf, engagementRateOf, NO_SUMS, plus, rowsByKey } from "./figures";
import type { FollowersRow } from "./followers-repository";
import type { Bucket } from "./plan-period";
import type { FigureRow, FigureSums, Point } from "./repository";
import { type KeyFigures, MAX_SERIES, type Series } from "./schema";

/** Values in the order of the buckets; a bucket without a row, or with an unknown one, is a gap. */
export function lineOf(points: readonly Point[], buckets: readonly Bucket[]): (number | null)[] {
  const byBucket = new Map<string, number | null>();
  for (const point of points)
    byBucket.set(point.bucket, plus(byBucket.get(point.bucket) ?? null, point.value));
  return buckets.map(({ start }) => byBucket.get(start) ?? null);
}

/** The series of a chart: the largest five by their sum (a level: by its last value), the rest as "Other". */
export function shapeSeries(input: {
  points: readonly Point[];
  previous: { points: readonly Point[]; buckets: readonly Bucket[] } | null;
  buckets: readonly Bucket[];
  isLevel: boolean;
  label: (key: string) => { label: string; platform: string | null };
}): Series[] {
  const { points, previous, buckets, isLevel } = input;
  const lines = [...rowsByKey(points)]
    .map(([key, own]) => {
      const values = lineOf(own, buckets);
      return { keys: [key], values, total: totalOf(values, isLevel) };
    })
    .filter(({ total }) => total !== null)
    .sort((a, b) => (b.total ?? 0) - (a.total ?? 0) || (a.keys[0] ?? "").localeCompare(b.keys[0] ?? ""));
  const shown = lines.length <= MAX_SERIES ? lines : lines.slice(0, MAX_SERIES - 1);
  const rest = lines.slice(shown.length);
  const groups = shown.map((line) => ({
    ...line,
    key: line.keys[0] ?? "",
    ...input.label(line.keys[0] ?? ""),
  }));
  if (rest.length > 0) {
    const values = buckets.map((_, index) =>
      rest.reduce<number | null>((sum, line) => plus(sum, line.values[index] ?? null), null),
    );
    groups.push({
      key: "other",
      keys: rest.flatMap((line) => line.keys),
      label: `Other (${rest.length})`,
      platform: null,
      values,
      total: totalOf(values, isLevel),
    });
  }
  return groups.map(({ key, keys: members, label, platform, values, total }) => ({
    key,
    label,
    platform,
    total,
    values,
    previous: previous
      ? lineOf(
          previous.points.filter((point) => members.includes(point.key)),
          previous.buckets,
        ).slice(0, buckets.length)
      : null,
  }));
}

function totalOf(values: readonly (number | null)[], isLevel: boolean): number | null {
  if (isLevel) return values.findLast((value) => value !== null) ?? null;
  return values.reduce<number | null>(plus, null);
}

/** Key figures of a period against the one before. `part` is what of them may be compared: all but the thin accounts. */
export function shapeFigures(
  now: FigureSums,
  { part, was }: { part: FigureSums; was: FigureSums },
  followers: { now: number | null; net: number | null; before: number | null },
  usable: boolean,
  postsUsable: boolean,
): KeyFigures {
  const level = compare(followers.now, followers.before, true);
  const against = (figure: (sums: FigureSums) => number | null) =>
    compare(figure(now), figure(was), usable, figure(part));
  return {
    reach: against(({ reach }) => reach),
    impressions: against(({ impressions }) => impressions),
    engagement: against(engagementOf),
    engagementRate: { ...against(engagementRateOf), percent: null },
    // Only accounts known on both days tell a change: one that was connected meanwhile is no growth.
    followers: { ...level, change: followers.net, percent: percentOf(followers.net, followers.now) },
    posts: compare(now.posts, was.posts, postsUsable),
  };
}

function percentOf(net: number | null, now: number | null): number | null {
  if (net === null || now === null || now - net <= 0) return null;
  return (net / (now - net)) * 100;
}

/** What of a row may be compared, and with what; `days` has the compared period. */
export type RowBasis = { part: FigureRow | undefined; was: FigureRow | undefined; days: number };

/** The part of a table's row that platforms, accounts and locations share. A row is compared by its own coverage. */
export function shapeRow(
  now: FigureSums | undefined,
  { part, was, days }: RowBasis,
  followers: FollowersRow | undefined,
  daysInPeriod: number,
) {
  const sums = now ?? NO_SUMS;
  const coverage = { now: part?.known ?? null, before: was?.known ?? null, storedDays: was?.days ?? 0, days };
  const usable = comparisonProblem(coverage) === null;
  const daysKnown = sums.known ?? 0;
  return {
    daysKnown,
    daysInPeriod: Math.max(daysKnown, daysInPeriod),
    reach: compare(sums.reach, was?.reach ?? null, usable, part?.reach ?? null),
    impressions: sums.impressions,
    engagement: engagementOf(sums),
    engagementRate: engagementRateOf(sums),
    followers: followers?.now ?? null,
    posts: sums.posts,
  };
}

export function sumFollowers(rows: readonly FollowersRow[]) {
  return rows.reduce(
    (sum, row) => ({
      now: plus(sum.now, row.now),
      before: plus(sum.before, row.before),
      net: plus(sum.net, row.net),
    }),
    { now: null as number | null, before: null as number | null, net: null as number | null },
  );
}

export const keyed = <R extends { key: string }>(rows: readonly R[]): Map<string, R> =>
  new Map(rows.map((row) => [row.key, row]));

export function sumsByKey(rows: readonly FigureRow[]): Map<string, FigureSums> {
  const sums = new Map<string, FigureSums>();
  for (const row of rows) sums.set(row.key, addSums(sums.get(row.key) ?? NO_SUMS, row));
  return sums;
}
