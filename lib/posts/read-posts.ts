import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getPost, getPosts, type PostListType, type UpstreamPost } from "@/lib/upstream/contract";

const PAGE = 100;
/** A long list is read several pages at a time; more would take the quota from everybody else. */
const AT_ONCE = 6;
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

/**
 * Pages of the location's posts in order, one call each. The first tells how many there are; of those some are read side
 * by side.
 */
export async function* pagesOfPosts(ctx: Context, filter: ListFilter): AsyncGenerator<UpstreamPost[]> {
  const first = await readPage(ctx, filter, 0);
  yield first.posts;
  if (first.posts.length < PAGE) return;
  const expected = Math.ceil((first.count ?? 0) / PAGE);
  const ahead: ReturnType<typeof readPage>[] = [];
  for (let asked = 1; ; ) {
    // Past what was counted there may be newer posts: those one page at a time.
    while (ahead.length === 0 || (ahead.length < AT_ONCE && asked < expected)) {
      const page = readPage(ctx, filter, asked++ * PAGE);
      // Whoever stops reading early must not leave a refusal unheard.
      page.catch(() => undefined);
      ahead.push(page);
    }
    const next = await ahead.shift();
    if (!next) return;
    yield next.posts;
    if (next.posts.length < PAGE && ahead.length === 0) return;
  }
}

async function readPage(
  ctx: Context,
  filter: ListFilter,
  skip: number,
): Promise<{ posts: UpstreamPost[]; count: number | null }> {
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
  return { posts: answer.results.posts, count: answer.results.count ?? null };
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
