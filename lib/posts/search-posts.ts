import type { z } from "zod";
import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { listPosts, viewOf } from "./list-posts";
import { periodOf } from "./period";
import { pagesOfPosts } from "./read-posts";
import type { matchingReply, PostView, postsReply, SearchQuery } from "./schema";

/** More than this is not gathered for one answer; the answer says so. */
export const MAX_GATHERED = 5_000;

/**
 * A page of posts over one or several locations, with a search in captions. One location without a search is a page of
 * the upstream's own list; all else is gathered, at most 5,000 posts.
 */
export async function searchPosts(ctx: Context, query: SearchQuery): Promise<z.input<typeof postsReply>> {
  const [only, ...more] = query.locationIds;
  if (only && more.length === 0 && !query.search?.trim())
    return listPosts(ctx, { ...query, locationId: only });
  const { posts, capped, from, to } = await gatherPosts(ctx, query);
  const earliestFirst = query.type === "scheduled";
  const moment = (post: PostView) => post.at ?? (earliestFirst ? "9999" : "0000");
  const order = earliestFirst ? 1 : -1;
  posts.sort((a, b) => moment(a).localeCompare(moment(b)) * order);
  const page = posts.slice(query.skip, query.skip + query.limit);
  return { posts: page, total: posts.length, from, to, capped };
}

/** Every post that matches, as far as a bulk action has to know it. */
export async function findMatching(ctx: Context, query: SearchQuery): Promise<z.input<typeof matchingReply>> {
  const { posts, capped } = await gatherPosts(ctx, query);
  return { posts: posts.map(({ id, locationId, status, at }) => ({ id, locationId, status, at })), capped };
}

async function gatherPosts(ctx: Context, query: SearchQuery) {
  const wanted = query.search?.trim().toLocaleLowerCase() ?? "";
  const posts = new Map<string, PostView>();
  let [from, to] = ["", ""];
  for (const locationId of query.locationIds) {
    const location = await getLocation(ctx, locationId);
    const period = periodOf(ctx.clock, query, location.timezone);
    if (from === "" || period.from < from) from = period.from;
    if (period.to > to) to = period.to;
    const filter = { locationId, type: query.type, accounts: query.accounts, ...period };
    for await (const page of pagesOfPosts(ctx, filter)) {
      for (const post of page) {
        if (posts.size >= MAX_GATHERED) return { posts: [...posts.values()], capped: true, from, to };
        if (wanted && !(post.summary ?? "").toLocaleLowerCase().includes(wanted)) continue;
        posts.set(post.id, viewOf(locationId, post));
      }
    }
  }
  return { posts: [...posts.values()], capped: false, from, to };
}
