import { chance, digits, hash32, hex24, pick } from "../ids";
import type { CommentRecord } from "../records";
import type { SandboxState } from "../state";
import { remarkers, remarks } from "../world/captions";
import { grown, type PostRecord } from "../world/posts";
import type { Location } from "../world/world";
import { postById, postStatus, postsOf } from "./posts";

/** So many comments of a post are kept upstream for reading. */
const mostOfPost = 30;
/** Comments on older posts are closed. */
const openDays = 90;

/** What people wrote under a published post, oldest first; grows with the post's own count. */
export function commentsOf(state: SandboxState, place: Location, post: PostRecord): CommentRecord[] {
  if (post.at === null || postStatus(state, place, post) !== "published") return [];
  const now = state.clock.now();
  const count = Math.min(mostOfPost, grown(post.final, now - post.at).comment);
  const born = Array.from({ length: count }, (_, index) => bornComment(post, index));
  const made = state.comments.values().filter((comment) => comment.postId === post._id);
  return [...born, ...made];
}

function bornComment(post: PostRecord, index: number): CommentRecord {
  const key = `${post._id}|${index}`;
  const name = pick(remarkers, key, "who");
  const reply = index > 1 && chance(key, "reply") < 0.2;
  return {
    _id: commentId(post._id, index),
    locationId: post.locationId,
    platform: post.platform,
    postId: post._id,
    parentId: reply ? commentId(post._id, 0) : post._id,
    isParentThread: !reply,
    originId: originOf(post.accountId),
    content: pick(remarks, key, "what"),
    author: { id: digits(12, key, "author"), name, profilePic: `/__assets/avatars/${digits(6, name)}.svg` },
    level: reply ? 1 : 0,
    likeCount: hash32(key, "likes") % 9,
    replyCount: 0,
    at: (post.at ?? post.createdAt) + (index + 1) * 37 * 60_000,
  };
}

export function commentId(postId: string, index: number): string {
  return hex24(postId, "comment", index);
}

export function originOf(accountId: string): string {
  return accountId.split("_").slice(2).join("_");
}

/** The comment of that id, looked for under the posts of the last months. */
export function findComment(
  state: SandboxState,
  place: Location,
  platform: string,
  id: string,
): CommentRecord | undefined {
  const made = state.comments.get(id);
  if (made) return made.locationId === place.id ? made : undefined;
  for (const post of openPosts(state, place, platform)) {
    const comment = commentsOf(state, place, post).find((each) => each._id === id);
    if (comment) return comment;
  }
  return undefined;
}

export function openPosts(state: SandboxState, place: Location, platform: string): PostRecord[] {
  const since = state.clock.now() - openDays * 86_400_000;
  return postsOf(state, place).filter(
    (post) => networkOf(post.platform) === platform && (post.at ?? 0) >= since,
  );
}

/** Comments of TikTok Business accounts are read as TikTok's. */
function networkOf(platform: string): string {
  return platform === "tiktok-business" ? "tiktok" : platform;
}

export function postForComment(
  state: SandboxState,
  place: Location,
  platform: string,
  parentId: string,
): PostRecord | undefined {
  const post = postById(state, place, parentId);
  if (post) return networkOf(post.platform) === platform ? post : undefined;
  const parent = findComment(state, place, platform, parentId);
  return parent ? postById(state, place, parent.postId) : undefined;
}
