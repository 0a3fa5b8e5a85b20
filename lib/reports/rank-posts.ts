import type { Context } from "@/lib/context";
import { checkPeriod } from "@/lib/snapshots/check-period";
import { checkScope } from "@/lib/snapshots/check-scope";
import { MAX_POSTING_LOCATIONS } from "./posting-schema";
import type { ReportQuery } from "./schema";
import { figuresScope } from "./summarise-report";
import { type RankedRow, readKinds, readRankedPosts } from "./top-posts-repository";
import { RANKED_POSTS, type RankedPost, type TopPosts, type TopPostsQuery } from "./top-posts-schema";

/**
 * The period's posts that did best and worst beside their own account's average, and all of them by platform and kind. No
 * post is both: with few posts each side is at most half of them.
 */
export async function rankPosts(ctx: Context, query: TopPostsQuery): Promise<TopPosts> {
  const scope = await checkScope(ctx, query);
  const period = checkPeriod(query, scope.today);
  if (scope.locations.length > MAX_POSTING_LOCATIONS) {
    return { period, tooMany: true, posts: 0, rated: 0, top: [], weak: [], kinds: [] };
  }
  const figures = figuresScope(ctx, scope);
  const kinds = await readKinds(ctx.db, figures, period);
  const rated = kinds.reduce((sum, row) => sum + row.rated, 0);
  const { top: best, weak: worst } = sidesOf(rated);
  const [top, weak] = await Promise.all([
    best > 0 ? readRankedPosts(ctx.db, figures, period, { best: true, limit: best }) : [],
    worst > 0 ? readRankedPosts(ctx.db, figures, period, { best: false, limit: worst }) : [],
  ]);
  const named = new Set(top.map(({ post_id }) => post_id));
  return {
    period,
    tooMany: false,
    posts: kinds.reduce((sum, row) => sum + row.posts, 0),
    rated,
    top: top.map(rankedOf),
    weak: weak.filter(({ post_id }) => !named.has(post_id)).map(rankedOf),
    kinds: kinds.map((row) => ({
      ...row,
      perPost: row.engagement === null || row.rated === 0 ? null : row.engagement / row.rated,
    })),
  };
}

/** The posts that did best within a report's filters: what of the ranking is handed on with it. */
export async function bestPosts(ctx: Context, query: ReportQuery): Promise<RankedPost[]> {
  const { granularity: _granularity, by: _by, metric: _metric, compare: _compare, ...posted } = query;
  return (await rankPosts(ctx, posted)).top;
}

/** How many posts are called best and worst of so many: five each, and never more than half. A single post is neither. */
export function sidesOf(rated: number): { top: number; weak: number } {
  if (rated < 2) return { top: 0, weak: 0 };
  return {
    top: Math.min(RANKED_POSTS, Math.ceil(rated / 2)),
    weak: Math.min(RANKED_POSTS, Math.floor(rated / 2)),
  };
}

function rankedOf(row: RankedRow): RankedPost {
  return {
    postId: row.post_id,
    locationId: row.location_id,
    accountId: row.account_id,
    accountName: row.account_name,
    platform: row.platform,
    kind: row.kind,
    media: row.media,
    caption: row.caption,
    picture: row.picture,
    publishedAt: new Date(row.published_at).toISOString(),
    timezone: row.timezone,
    likes: row.likes,
    comments: row.comments,
    shares: row.shares,
    engagement: row.engagement,
    index: row.index,
  };
}
