import type { Context } from "@/lib/context";
import { getPosts, type UpstreamPost } from "@/lib/upstream/contract";
import { addDays } from "./days";
import { type MirroredPost, mirrorWindow } from "./post-repository";

const PAGE = 100;
/** Insights of a post grow for about a month. */
const GROWING_DAYS = 30;
const AHEAD_DAYS = 62;

/**
 * Mirrors the location's posts from the first captured day to two months ahead, with their insights as they are now.
 * Answers how many there are. Throws as `ctx.upstream.call` does; nothing is stored then.
 */
export async function mirrorPosts(
  ctx: Context,
  place: { locationId: string; timezone: string },
  period: { fromDay: string; toDay: string },
  signal: AbortSignal,
): Promise<number> {
  const from = [period.fromDay, addDays(period.toDay, -GROWING_DAYS)].sort()[0] ?? period.fromDay;
  const window = {
    // A day's margin on both sides covers every timezone; the mirror is by instant.
    from: `${addDays(from, -1)}T00:00:00.000Z`,
    to: `${addDays(period.toDay, AHEAD_DAYS)}T23:59:59.999Z`,
  };
  const found = new Map<string, MirroredPost>();
  for (let skip = 0; ; skip += PAGE) {
    const { answer } = await ctx.upstream.call(
      ctx,
      getPosts,
      {
        params: { locationId: place.locationId },
        body: {
          type: "all",
          skip: String(skip),
          limit: String(PAGE),
          fromDate: window.from,
          toDate: window.to,
          includeUsers: "false",
        },
      },
      { signal },
    );
    // By id: a post that moves between two pages while they are read is counted once.
    for (const post of answer.results.posts) found.set(post.id, mirrored(post));
    if (answer.results.posts.length < PAGE) break;
  }
  const posts = [...found.values()];
  await ctx.db.transaction((tx) =>
    mirrorWindow(tx, { companyId: ctx.companyId, ...place }, window, posts, ctx.clock.now()),
  );
  return posts.length;
}

function mirrored(post: UpstreamPost): MirroredPost {
  const caption = post.summary ?? "";
  return {
    post_id: post.id,
    account_id: post.accountId ?? post.accountIds?.[0] ?? null,
    platform: post.platform ?? "unknown",
    status: post.status ?? "unknown",
    kind: post.type ?? "post",
    source: post.source ?? null,
    caption,
    media: mediaOf(post),
    thumbnail: pictureOf(post),
    tags: post.tags ?? [],
    category_id: post.categoryId ?? null,
    has_link: /https?:\/\//i.test(caption) || post.ogTagsDetails ? 1 : 0,
    hashtags: caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0,
    scheduled_at: instantOf(post.scheduleDate ?? post.displayDate),
    published_at: instantOf(post.publishedAt),
    likes: post.insights?.like ?? null,
    comments: post.insights?.comment ?? null,
    shares: post.insights?.share ?? null,
  };
}

/** What stands for the post in a list: its thumbnail, else its first picture. A video without one has none. */
function pictureOf(post: UpstreamPost): string | null {
  const [first] = post.media ?? [];
  const drawn = first?.url && !/video|\.mp4/.test(`${first.type ?? ""} ${first.url}`) ? first.url : null;
  return post.thumbnail ?? first?.thumbnail ?? drawn;
}

function instantOf(text: string | null | undefined): string | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function mediaOf(post: UpstreamPost): MirroredPost["media"] {
  const media = post.media ?? [];
  const is = (word: string) => media.some(({ type, url }) => `${type ?? ""} ${url ?? ""}`.includes(word));
  if (media.length === 0) return "none";
  if (is("video") || is(".mp4")) return "video";
  if (is("gif")) return "gif";
  return media.length > 1 ? "images" : "image";
}
