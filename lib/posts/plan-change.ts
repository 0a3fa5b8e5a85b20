import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import type { UpstreamPost } from "@/lib/upstream/contract";
import type { ChangePreview, ChangeRequest, PlannedItem, PostPatch } from "./change-schema";
import { editBody, hasValues, presentValues, sameValue } from "./edit-fields";
import { readPostsById } from "./read-posts";
import { type Moved, shiftOnClock, slotsOf } from "./slot-times";

type Place = { id: string; timezone: string };
type Wanted = { patch: PostPatch; note: string | null } | { problem: string };

const OPEN_STATUSES = new Set(["scheduled", "draft", "in_review", "pending"]);
const CAPTION_SHOWN = 120;

/** What a change would do to each post, read live; nothing is sent. */
export async function previewChange(ctx: Context, request: ChangeRequest): Promise<ChangePreview> {
  const location = await getLocation(ctx, request.locationId);
  const items = await planChange(ctx, location, request);
  const changing = items.filter((item) => item.problem === null).length;
  return { timezone: location.timezone, items, changing, skipped: items.length - changing };
}

/** Each asked post with its values before and after, or the reason why it is left alone. */
export async function planChange(
  ctx: Context,
  location: Place,
  request: ChangeRequest,
): Promise<PlannedItem[]> {
  const postIds = "items" in request ? request.items.map((item) => item.postId) : request.postIds;
  const posts = await readPostsById(ctx, location.id, postIds);
  const wantedFor = wishesOf(ctx, location, request, posts);
  return postIds.map((postId) => {
    const post = posts.get(postId);
    const problem = post
      ? (whyNotChangeable(post) ?? movedSince(post, request.seen, location.timezone))
      : GONE;
    const wanted = post && problem === null ? wantedFor(post) : { problem: problem ?? GONE };
    return planItem(ctx, postId, post, wanted);
  });
}

/** One planned post: `patch` beside the present values, with the checks that hold for any change. */
export function planItem(
  ctx: Context,
  postId: string,
  post: UpstreamPost | undefined,
  wanted: Wanted,
): PlannedItem {
  const base = {
    postId,
    caption: (post?.summary ?? "").slice(0, CAPTION_SHOWN),
    platform: post?.platform ?? null,
    note: "note" in wanted ? wanted.note : null,
  };
  if (!post || "problem" in wanted)
    return { ...base, before: {}, after: {}, problem: "problem" in wanted ? wanted.problem : GONE };
  const { patch } = wanted;
  const at = patch.scheduleDate;
  const problem =
    typeof at === "string" && Date.parse(at) <= ctx.clock.now().getTime()
      ? "The new time has passed already. Choose a later one."
      : hasValues(post, patch)
        ? "It is so already."
        : editBody(post, patch, "preview") === null
          ? "This post holds settings that cannot be sent back unchanged. Change it in the social planner."
          : null;
  return { ...base, before: presentValues(post, patch), after: patch, problem };
}

const GONE = "The Social Media API does not know this post any more.";

/** Null when the post may be changed, else the reason in words. */
export function whyNotChangeable(post: UpstreamPost): string | null {
  const status = post.status ?? "unknown";
  if (OPEN_STATUSES.has(status)) return null;
  if (status === "published") return "It is published: what is out on the network cannot be changed here.";
  if (status === "in_progress") return "It is being published right now.";
  if (status === "failed") return "It failed to publish. Schedule it again as a new post.";
  if (status === "deleted") return GONE;
  return `Its status is “${status}”, in which it cannot be changed.`;
}

function movedSince(post: UpstreamPost, seen: ChangeRequest["seen"], timezone: string): string | null {
  const then = seen?.[post.id];
  if (then === undefined || sameValue("scheduleDate", post.scheduleDate, then)) return null;
  const now = post.scheduleDate
    ? new Date(post.scheduleDate).toLocaleString("en-GB", {
        timeZone: timezone,
        dateStyle: "medium",
        timeStyle: "short",
      })
    : "no time";
  return `It was moved meanwhile, to ${now}. Look at it again.`;
}

function wishesOf(
  ctx: Context,
  location: Place,
  request: ChangeRequest,
  posts: ReadonlyMap<string, UpstreamPost>,
): (post: UpstreamPost) => Wanted {
  const to = (moved: Moved): Wanted => ({ patch: { scheduleDate: moved.at }, note: moved.note });
  switch (request.kind) {
    case "offset":
      return (post) =>
        post.scheduleDate
          ? to(shiftOnClock(post.scheduleDate, location.timezone, request))
          : { problem: "It is a draft without a time, so there is nothing to move." };
    case "slots": {
      if ("items" in request) {
        const times = new Map(request.items.map((item) => [item.postId, item.scheduledAt]));
        return (post) => {
          const at = times.get(post.id);
          return at ? to({ at: new Date(at).toISOString(), note: null }) : { problem: GONE };
        };
      }
      const free = request.postIds.flatMap((id) => {
        const post = posts.get(id);
        return post && whyNotChangeable(post) === null ? [post] : [];
      });
      const groups = inOrder(free);
      const slots = slotsOf(request.rule, location.timezone, new Set(groups.values()).size, ctx.clock.now());
      return (post) => {
        const slot = slots[groups.get(post.id) ?? -1];
        return slot ? to(slot) : { problem: "The rule has no time left for it. Give more days or times." };
      };
    }
    case "category":
      return () => ({ patch: { categoryId: request.categoryId }, note: null });
    case "tags":
      return (post) => ({ patch: { tags: newTags(post.tags ?? [], request) }, note: null });
  }
}

/** Post id → its place in the queue. Posts that one message made for several accounts keep one time together. */
function inOrder(posts: readonly UpstreamPost[]): Map<string, number> {
  const far = "9999";
  const sorted = [...posts].sort((a, b) => (a.scheduleDate ?? far).localeCompare(b.scheduleDate ?? far));
  const places = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const post of sorted) {
    const message = JSON.stringify([post.parentPostId ?? post.summary ?? "", post.scheduleDate ?? ""]);
    const place = groups.get(message) ?? groups.size;
    groups.set(message, place);
    places.set(post.id, place);
  }
  return places;
}

function newTags(present: readonly string[], request: { mode: "set" | "add" | "remove"; tagIds: string[] }) {
  if (request.mode === "set") return request.tagIds;
  if (request.mode === "add") return [...new Set([...present, ...request.tagIds])];
  return present.filter((id) => !request.tagIds.includes(id));
}
