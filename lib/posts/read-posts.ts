import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getPost, getPosts, type PostListType, type UpstreamPost } from "@/lib/upstream/contract";

const PAGE = 100;
const DAY_MS = 24 * 3_600_000;
const BACK_DAYS = 400;
const AHEAD_DAYS = 800;
/** So few posts take fewer calls one by one. */
const FEW = 4;
const MANY = 20;
/** Kinds that can still be changed, likeliest first. */
const OPEN_TYPES: readonly PostListType[] = ["scheduled", "draft", "in_review", "pending"];

export type ListFilter = {
  locationId: string;
  type: PostListType;
  accounts?: string | undefined;
  from: string;
  to: string;
};

/** Pages of the location's posts, one call each. */
export async function* pagesOfPosts(ctx: Context, filter: ListFilter): AsyncGenerator<UpstreamPost[]> {
  for (let skip = 0; ; skip += PAGE) {
    const { answer } = await ctx.upstream.call(ctx, getPosts, {
      params: { locationId: filter.locationId },
      body: {
        type: filter.type,
        skip: String(skip),
        limit: String(PAGE),
        fromDate: filter.from,
        toDate: filter.to,
        includeUsers: "false",
        ...(filter.accounts ? { accounts: filter.accounts } : {}),
      },
    });
    yield answer.results.posts;
    if (answer.results.posts.length < PAGE) return;
  }
}

/** The post as it is now; null when the upstream does not know it any more. */
export async function readPost(
  ctx: Context,
  locationId: string,
  postId: string,
): Promise<UpstreamPost | null> {
  try {
    const { answer } = await ctx.upstream.call(ctx, getPost, { params: { locationId, id: postId } });
    return answer.results.post;
  } catch (error) {
    if (error instanceof AppError && error.code === "upstream_not_found") return null;
    throw error;
  }
}

/** The posts of these ids, by id: by list where that takes fewer calls, the rest one by one. Unknown ids are absent. */
export async function readPostsById(
  ctx: Context,
  locationId: string,
  postIds: readonly string[],
): Promise<Map<string, UpstreamPost>> {
  const found = new Map<string, UpstreamPost>();
  const wanted = new Set(postIds);
  const now = ctx.clock.now().getTime();
  const from = new Date(now - BACK_DAYS * DAY_MS).toISOString();
  const to = new Date(now + AHEAD_DAYS * DAY_MS).toISOString();
  const lists: readonly PostListType[] = wanted.size > FEW ? [...OPEN_TYPES, "all"] : [];
  for (const type of lists) {
    // Published ones among them are seldom: only many are worth going through everything.
    if (type === "all" && wanted.size - found.size <= MANY) break;
    for await (const posts of pagesOfPosts(ctx, { locationId, type, from, to })) {
      for (const post of posts) if (wanted.has(post.id)) found.set(post.id, post);
      if (found.size === wanted.size) return found;
    }
  }
  for (const postId of wanted) {
    if (found.has(postId)) continue;
    const post = await readPost(ctx, locationId, postId);
    if (post) found.set(postId, post);
  }
  return found;
}
