import { digits } from "../ids";
import type { SandboxState } from "../state";
import { bornAccounts } from "../world/accounts";
import { bornPosts, grown, type PostMedia, type PostRecord } from "../world/posts";
import type { Location } from "../world/world";
import { dayOf } from "../zone";
import { accountById } from "./accounts";
import { categoriesOf, tagsOf, usersOfLocation } from "./taxonomy";

type Shelf = { today: string; posts: PostRecord[]; byId: Map<string, PostRecord> };

/** Posts of so many locations are kept at once; the rest are made again when asked for. */
const keptShelves = 48;
const shelves = new WeakMap<SandboxState, { generation: number; byKey: Map<string, Shelf> }>();
const changedIndex = new WeakMap<
  SandboxState,
  { generation: number; byLocation: Map<string, Set<string>> }
>();

function shelf(state: SandboxState, place: Location): Shelf {
  let kept = shelves.get(state);
  if (!kept || kept.generation !== state.generation) {
    kept = { generation: state.generation, byKey: new Map() };
    shelves.set(state, kept);
  }
  const today = dayOf(place.timeZone, state.clock.now());
  const key = place.id;
  const known = kept.byKey.get(key);
  if (known && known.today === today) {
    kept.byKey.delete(key);
    kept.byKey.set(key, known);
    return known;
  }
  // Accounts removed since keep their posts.
  const accounts = bornAccounts(state.world, place);
  const users = usersOfLocation(state, place).map((user) => user.id);
  // Only what the world was born with: a tag added today must not re-deal the tags of old posts.
  const taxonomy = {
    categories: categoriesOf(state, place).filter((category) => !state.categories.has(category._id)),
    tags: tagsOf(state, place).filter((tag) => !state.tags.has(tag._id)),
  };
  const posts = bornPosts(state.world, place, accounts, taxonomy, users, today);
  const made = { today, posts, byId: new Map(posts.map((post) => [post._id, post])) };
  kept.byKey.set(key, made);
  const oldest = kept.byKey.keys().next().value;
  if (kept.byKey.size > keptShelves && oldest !== undefined) kept.byKey.delete(oldest);
  return made;
}

function changedIds(state: SandboxState, locationId: string): Set<string> {
  let index = changedIndex.get(state);
  if (!index || index.generation !== state.generation) {
    index = { generation: state.generation, byLocation: new Map() };
    for (const post of state.posts.values()) indexed(index.byLocation, post.locationId).add(post._id);
    changedIndex.set(state, index);
  }
  return indexed(index.byLocation, locationId);
}

function indexed(byLocation: Map<string, Set<string>>, locationId: string): Set<string> {
  let ids = byLocation.get(locationId);
  if (!ids) {
    ids = new Set();
    byLocation.set(locationId, ids);
  }
  return ids;
}

/** Every post of a location, deleted ones included. */
export function postsOf(state: SandboxState, place: Location): PostRecord[] {
  const changed = changedIds(state, place.id);
  const own = [...changed].flatMap((id) => state.posts.get(id) ?? []);
  const born = shelf(state, place).posts;
  return changed.size === 0 ? born : [...born.filter((post) => !changed.has(post._id)), ...own];
}

/** The post of that id; a deleted one counts as gone. */
export function postById(state: SandboxState, place: Location, id: string): PostRecord | undefined {
  const changed = state.posts.get(id);
  const post = changed?.locationId === place.id ? changed : shelf(state, place).byId.get(id);
  return post?.deletedAt === undefined ? post : undefined;
}

export function savePost(state: SandboxState, post: PostRecord): PostRecord {
  changedIds(state, post.locationId).add(post._id);
  return state.posts.set(post._id, post);
}

export type PostStatus = "draft" | "scheduled" | "in_review" | "pending" | "published" | "failed" | "deleted";

export function postStatus(state: SandboxState, place: Location, post: PostRecord): PostStatus {
  if (post.deletedAt !== undefined) return "deleted";
  if (post.plan === "draft" || post.plan === "in_review" || post.plan === "pending") return post.plan;
  if (post.at === null || post.at > state.clock.now()) return "scheduled";
  if (post.plan === "failed") return "failed";
  return expiredBefore(state, place, post) ? "failed" : "published";
}

function expiredBefore(state: SandboxState, place: Location, post: PostRecord): boolean {
  const account = accountById(state, place, post.accountId);
  return account !== undefined && post.at !== null && account.expireAt < post.at;
}

/** The post as the API shows it now. */
export function showPost(state: SandboxState, place: Location, post: PostRecord, origin: string) {
  const now = state.clock.now();
  const status = postStatus(state, place, post);
  const published = status === "published";
  const at = post.at === null ? undefined : new Date(post.at).toISOString();
  const media = post.media.map((item) => absolute(item, origin));
  const expiry = "The connection of this account has expired. Reconnect it and try again.";
  const error = status === "failed" ? (post.error ?? expiry) : undefined;
  return {
    _id: post._id,
    source: post.source,
    locationId: post.locationId,
    platform: post.platform,
    displayDate: at ?? new Date(post.createdAt).toISOString(),
    createdAt: new Date(post.createdAt).toISOString(),
    updatedAt: new Date(published ? Math.max(post.at ?? 0, post.updatedAt) : post.updatedAt).toISOString(),
    accountId: post.accountId,
    accountIds: [post.accountId],
    summary: post.summary,
    media,
    status,
    createdBy: post.createdBy,
    type: post.type,
    tags: post.tags,
    ...(at === undefined ? {} : { scheduleDate: at }),
    ...(post.categoryId === undefined ? {} : { categoryId: post.categoryId }),
    ...(post.parentPostId === undefined ? {} : { parentPostId: post.parentPostId }),
    ...(media[0]?.thumbnail === undefined ? {} : { thumbnail: media[0].thumbnail }),
    ...(error === undefined ? {} : { error }),
    ...post.details,
    ...(published && post.at !== null
      ? {
          publishedAt: new Date(post.at).toISOString(),
          postId: digits(16, post._id, "network"),
          insights: grown(post.final, now - post.at),
        }
      : {}),
  };
}

function absolute(media: PostMedia, origin: string): PostMedia {
  const full = (url: string) => (url.startsWith("/") ? origin + url : url);
  return {
    ...media,
    url: full(media.url),
    ...(media.thumbnail === undefined ? {} : { thumbnail: full(media.thumbnail) }),
  };
}
