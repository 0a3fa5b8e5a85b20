import type { Executor } from "@/db/client";
import { NO_SUMS, plus } from "./figures";
import type { Bucket, Period } from "./plan-period";
import { countPostSeries, countPosts, knowsPostsOf, readPostsKnown } from "./published-repository";
import {
  type FigureRow,
  type FiguresKey,
  type FiguresScope,
  type Point,
  readFigures,
  readSeries,
} from "./repository";
import type { PostsFrom } from "./schema";

type OwnedAccount = { id: string; platform: string; location_id: string };

/** Where the posts of a period are counted: from the posts themselves, or where these are not known, by statistics. */
export type PostsSource = { known: string[]; rest: string[]; from: PostsFrom };

/** For each period: the locations whose posts are all known, and the others. */
export async function findPostsSources<P extends (Period | null)[]>(
  db: Executor,
  scope: FiguresScope,
  periods: readonly [...P],
): Promise<{ [I in keyof P]: PostsSource }> {
  const known = await readPostsKnown(db, scope);
  return periods.map((period) => {
    const own = scope.locationIds.filter((id) => period && knowsPostsOf(known.get(id), period));
    const listed = new Set(own);
    const rest = scope.locationIds.filter((id) => !listed.has(id));
    // Of a location never captured there is nothing to count in either way.
    const other = rest.some((id) => known.has(id));
    return { known: own, rest, from: own.length === 0 ? "statistics" : other ? "both" : "posts" };
  }) as { [I in keyof P]: PostsSource };
}

/** Two counts may be compared where each location's were taken in the same way, and either by posts or with whole statistics. */
export function postsComparable(now: PostsSource, before: PostsSource, usable: boolean): boolean {
  if (now.known.length !== before.known.length) return false;
  const same = new Set(before.known);
  if (!now.known.every((id) => same.has(id))) return false;
  return now.from === "posts" || usable;
}

const KEY_OF: Record<FiguresKey, (account: OwnedAccount) => string> = {
  all: () => "all",
  platform: ({ platform }) => platform,
  account: ({ id }) => id,
  location: ({ location_id }) => location_id,
};

/**
 * The rows of a period with their posts counted from the posts themselves where these are known. An account of a known
 * location without any post has zero; rows are added for accounts of which only posts are known.
 */
export async function withPublishedPosts(
  db: Executor,
  scope: FiguresScope,
  asked: Period & { key: FiguresKey },
  source: PostsSource,
  rows: readonly FigureRow[],
  accounts: readonly OwnedAccount[],
): Promise<FigureRow[]> {
  if (source.known.length === 0) return [...rows];
  const within = (locationIds: string[]): FiguresScope => ({ ...scope, locationIds, whole: false });
  const [counted, others] = await Promise.all([
    countPosts(db, within(source.known), asked),
    source.rest.length === 0
      ? []
      : readFigures(db, within(source.rest), {
          from: asked.from,
          to: asked.to,
          key: asked.key,
          countDays: false,
        }),
  ]);
  const posts = new Map<string, number | null>(counted);
  for (const key of keysOf(asked.key, source, accounts)) posts.set(key, posts.get(key) ?? 0);
  for (const row of others) posts.set(row.key, plus(posts.get(row.key) ?? null, row.posts));
  const listed = new Set(rows.map(({ key }) => key));
  return [
    ...rows.map((row) => ({ ...row, posts: posts.get(row.key) ?? null })),
    ...[...posts]
      .filter(([key]) => !listed.has(key))
      .map(([key, count]) => ({ ...NO_SUMS, key, days: 0, posts: count })),
  ];
}

/** Keys whose posts are known, be it that there are none. */
function keysOf(key: FiguresKey, source: PostsSource, accounts: readonly OwnedAccount[]): Set<string> {
  if (key === "location") return new Set(source.known);
  const known = new Set(source.known);
  return new Set(accounts.filter((account) => known.has(account.location_id)).map(KEY_OF[key]));
}

/** The line of posts over time, counted as the totals are: a known day without posts is zero, not a gap. */
export async function readPostSeries(
  db: Executor,
  scope: FiguresScope,
  asked: Period & { key: FiguresKey; granularity: "day" | "week" | "month" },
  source: PostsSource,
  buckets: readonly Bucket[],
  lastDay: string,
): Promise<Point[]> {
  const within = (locationIds: string[]): FiguresScope => ({ ...scope, locationIds, whole: false });
  if (source.known.length === 0) return readSeries(db, scope, { ...asked, value: "posts" });
  const [counted, others] = await Promise.all([
    countPostSeries(db, within(source.known), asked),
    source.rest.length === 0 ? [] : readSeries(db, within(source.rest), { ...asked, value: "posts" }),
  ]);
  const keys = [...new Set(counted.map(({ key }) => key))];
  const over = buckets.filter(({ start }) => start <= lastDay);
  const zeros = keys.flatMap((key) => over.map(({ start }): Point => ({ key, bucket: start, value: 0 })));
  return [...counted, ...zeros, ...others];
}
