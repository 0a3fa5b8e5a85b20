import type { FigureSums } from "./repository";
import type { KeyFigure, ReportMetric } from "./schema";

export const NO_SUMS: FigureSums = {
  reach: null,
  impressions: null,
  likes: null,
  comments: null,
  shares: null,
  posts: null,
  rated_engagement: null,
  rated_reach: null,
  known: null,
};

/** Adds two figures; unknown and unknown stays unknown. */
export function plus(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : a + b;
}

export function addSums(a: FigureSums, b: FigureSums): FigureSums {
  return {
    reach: plus(a.reach, b.reach),
    impressions: plus(a.impressions, b.impressions),
    likes: plus(a.likes, b.likes),
    comments: plus(a.comments, b.comments),
    shares: plus(a.shares, b.shares),
    posts: plus(a.posts, b.posts),
    rated_engagement: plus(a.rated_engagement, b.rated_engagement),
    rated_reach: plus(a.rated_reach, b.rated_reach),
    known: plus(a.known, b.known),
  };
}

/** The sums without a part of them; what was unknown stays unknown. */
export function withoutPart<S extends FigureSums>(all: S, part: FigureSums): S {
  const left = { ...all };
  for (const name of Object.keys(NO_SUMS) as (keyof FigureSums)[]) {
    const value = all[name];
    if (value !== null) Object.assign(left, { [name]: value - (part[name] ?? 0) });
  }
  return left;
}

export function sumAll(rows: readonly FigureSums[]): FigureSums {
  return rows.reduce(addSums, NO_SUMS);
}

/** The rows of each key, in their order. */
export function rowsByKey<R extends { key: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group) group.push(row);
    else groups.set(row.key, [row]);
  }
  return groups;
}

/** Likes + comments + shares, of what is known. */
export function engagementOf(sums: FigureSums): number | null {
  return plus(plus(sums.likes, sums.comments), sums.shares);
}

/** Engagement ÷ reach over the account-days that reported both; null where there is no such reach. */
export function engagementRateOf(sums: FigureSums): number | null {
  if (sums.rated_engagement === null || !sums.rated_reach) return null;
  return sums.rated_engagement / sums.rated_reach;
}

export function metricOf(sums: FigureSums, metric: Exclude<ReportMetric, "followers">): number | null {
  return metric === "engagement" ? engagementOf(sums) : sums[metric];
}

/**
 * A figure beside the one it is compared to. No percentage without a known baseline above zero. `part` is what of the figure
 * may be compared, where that is not all of it.
 */
export function compare(
  value: number | null,
  previous: number | null,
  usable: boolean,
  part: number | null = value,
): KeyFigure {
  if (!usable || value === null || part === null || previous === null) {
    return { value, previous: usable ? previous : null, change: null, percent: null };
  }
  const change = part - previous;
  return { value, previous, change, percent: previous > 0 ? (change / previous) * 100 : null };
}
