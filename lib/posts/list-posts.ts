import type { z } from "zod";
import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { getPosts, type UpstreamPost } from "@/lib/upstream/contract";
import { periodOf } from "./period";
import type { PostView, postsQuery, postsReply } from "./schema";

/** A page of a location's posts, read live from the upstream; by default from 30 days back to 120 ahead. */
export async function listPosts(
  ctx: Context,
  query: z.output<typeof postsQuery>,
): Promise<z.input<typeof postsReply>> {
  const location = await getLocation(ctx, query.locationId);
  const { from, to } = periodOf(ctx.clock, query, location.timezone);
  const { answer } = await ctx.upstream.call(ctx, getPosts, {
    params: { locationId: location.id },
    body: {
      type: query.type,
      skip: String(query.skip),
      limit: String(query.limit),
      fromDate: from,
      toDate: to,
      includeUsers: "false",
      ...(query.accounts ? { accounts: query.accounts } : {}),
    },
  });
  return {
    posts: answer.results.posts.map((post) => viewOf(location.id, post)),
    total: answer.results.count ?? null,
    from,
    to,
  };
}

export function viewOf(locationId: string, post: UpstreamPost): PostView {
  const published = post.status === "published";
  return {
    id: post.id,
    locationId,
    platform: post.platform ?? null,
    accountIds: post.accountId ? [post.accountId] : (post.accountIds ?? []),
    caption: post.summary ?? "",
    media: (post.media ?? []).flatMap(({ url, type, thumbnail }) =>
      url ? [{ url, type: type ?? null, thumbnail: thumbnail ?? null }] : [],
    ),
    status: post.status ?? "unknown",
    type: post.type ?? null,
    source: post.source ?? null,
    at: (published ? post.publishedAt : null) ?? post.scheduleDate ?? post.displayDate ?? null,
    error: post.error ?? null,
    likes: post.insights?.like ?? null,
    comments: post.insights?.comment ?? null,
    shares: post.insights?.share ?? null,
  };
}
