import type { z } from "zod";
import type { Context } from "@/lib/context";
import { loadBatch } from "@/lib/imports/load-batch";
import { getLocation } from "@/lib/locations/get-location";
import { listPosts, viewOf } from "./list-posts";
import { periodOf } from "./period";
import { pagesOfPosts, readPost } from "./read-posts";
import { readPostsOfBatch } from "./repository";
import type { matchingReply, PostView, postsReply, SearchQuery } from "./schema";

/** More than this is not gathered for one answer; the answer says so. */
export const MAX_GATHERED = 5_000;

/**
 * A page of posts over one or several locations, with a search in captions. One location without a search is a page of
 * the upstream's own list; all else is gathered, at most 5,000 posts.
 */
export async function searchPosts(ctx: Context, query: SearchQuery): Promise<z.input<typeof postsReply>> {
  const [only, ...more] = query.locationIds;
  if (only && more.length === 0 && !query.search?.trim() && !query.batchId)
    return listPosts(ctx, { ...query, locationId: only });
  const { posts, capped, from, to, importName } = await gatherPosts(ctx, query);
  const earliestFirst = query.type === "scheduled";
  const moment = (post: PostView) => post.at ?? (earliestFirst ? "9999" : "0000");
  const order = earliestFirst ? 1 : -1;
  posts.sort((a, b) => moment(a).localeCompare(moment(b)) * order);
  const page = posts.slice(query.skip, query.skip + query.limit);
  return { posts: page, total: posts.length, from, to, capped, ...(importName ? { importName } : {}) };
}

/** Every post that matches, as far as a bulk action has to know it. */
export async function findMatching(ctx: Context, query: SearchQuery): Promise<z.input<typeof matchingReply>> {
  const { posts, capped } = await gatherPosts(ctx, query);
  return { posts: posts.map(({ id, locationId, status, at }) => ({ id, locationId, status, at })), capped };
}

type Gathered = { posts: PostView[]; capped: boolean; from: string; to: string; importName?: string };

const DAY_MS = 24 * 3_600_000;
/** Posts of an import that somebody moved out of its days are asked for one by one, so many. */
const MOVED_READ = 50;

/**
 * The posts that an import made, by their ids: from the list of its days (drafts stand at the day they were made), and one
 * by one where they were moved elsewhere since.
 */
async function gatherImport(ctx: Context, query: SearchQuery, batchId: string): Promise<Gathered> {
  const batch = await loadBatch(ctx, batchId);
  const { ids, first, last } = await readPostsOfBatch(ctx.db, batch.id);
  const made = [batch.scheduledAt ?? batch.createdAt, batch.finishedAt ?? ctx.clock.now()];
  // Days on the location's clock: a day's margin covers every zone.
  const days = [first, last].flatMap((local) => (local ? [Date.parse(`${local}Z`)] : []));
  const span = [...made.map((at) => at.getTime()), ...days];
  const from = new Date(Math.min(...span) - DAY_MS).toISOString();
  const to = new Date(Math.max(...span) + DAY_MS).toISOString();
  const { locationId } = batch;
  const found = new Map<string, PostView>();
  const left = new Set(ids);
  for await (const page of pagesOfPosts(ctx, { locationId, type: "all", from, to })) {
    for (const post of page) if (left.delete(post.id)) found.set(post.id, viewOf(locationId, post));
    if (left.size === 0) break;
  }
  const tooMany = left.size > MOVED_READ;
  for (const postId of tooMany ? [] : left) {
    const post = await readPost(ctx, locationId, postId);
    if (post) found.set(postId, viewOf(locationId, post));
  }
  const wanted = query.search?.trim().toLocaleLowerCase() ?? "";
  const accounts = query.accounts?.split(",");
  const posts = [...found.values()].filter(
    (post) =>
      (query.type === "all" || query.type === "recent" || post.status === query.type) &&
      post.caption.toLocaleLowerCase().includes(wanted) &&
      (!accounts || post.accountIds.some((id) => accounts.includes(id))),
  );
  const shown = posts.slice(0, MAX_GATHERED);
  return {
    posts: shown,
    capped: tooMany || shown.length < posts.length,
    from,
    to,
    importName: batch.fileName,
  };
}

async function gatherPosts(ctx: Context, query: SearchQuery): Promise<Gathered> {
  if (query.batchId) return gatherImport(ctx, query, query.batchId);
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
