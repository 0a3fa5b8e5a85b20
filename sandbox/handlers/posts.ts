import {
  bulkDeleteSocialPlannerPosts,
  createPost,
  deletePost,
  editPost,
  getPost,
  getPosts,
  MAX_POSTS_PER_BULK_DELETE,
  type PostRequest,
} from "@/lib/upstream/contract";
import { trimmed } from "../csv/limits";
import { answers, envelope, page, placeOf, type Setting } from "../handler";
import { newHex24 } from "../ids";
import { isPlainObject } from "../pipeline";
import { invalid, notFound, Refusal } from "../refusal";
import { accountById } from "../shelf/accounts";
import { postById, postStatus, postsOf, savePost, showPost } from "../shelf/posts";
import { usersOfLocation } from "../shelf/taxonomy";
import type { Account } from "../world/accounts";
import { detailsFor, type PostRecord, promisedInsights } from "../world/posts";
import type { Location } from "../world/world";
import { dayOf } from "../zone";

const postHandlers = [
  answers(getPosts, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const wanted = body.type ?? "all";
    const accounts = (body.accounts ?? "").split(",").map((id) => id.trim());
    const chosen = new Set(accounts.filter((id) => id !== ""));
    const [from, to] = [Date.parse(body.fromDate), Date.parse(body.toDate)];
    const shownAt = (post: PostRecord) => post.at ?? post.createdAt;
    const found = postsOf(state, place)
      .filter((post) => shownAt(post) >= from && shownAt(post) <= to)
      .filter((post) => chosen.size === 0 || chosen.has(post.accountId))
      .filter((post) => body.postType === undefined || post.type === body.postType)
      .filter((post) => post.createdAt <= call.visibleUntil)
      .filter((post) => {
        const gone = post.deletedAt !== undefined && post.deletedAt <= call.visibleUntil;
        if (gone || wanted === "deleted") return gone && wanted === "deleted";
        if (wanted === "all" || wanted === "recent") return true;
        return postStatus(state, place, post) === wanted;
      })
      .sort((one, other) =>
        wanted === "scheduled"
          ? shownAt(one) - shownAt(other)
          : wanted === "recent"
            ? other.createdAt - one.createdAt
            : shownAt(other) - shownAt(one),
      );
    const users = body.includeUsers === "true" ? usersOfLocation(state, place) : [];
    const posts = page(found, body.skip, body.limit).map((post) => {
      const author = users.find((user) => user.id === post.createdBy);
      const shown = showPost(state, place, post, call.origin);
      return author ? { ...shown, user: showAuthor(author, call.origin) } : shown;
    });
    return envelope(201, "Fetched Posts", { posts, count: found.length });
  }),

  answers(createPost, (call) => {
    const place = placeOf(call);
    const accounts = accountsFor(call, place, call.body.accountIds);
    const parentPostId = newHex24(call.state.clock.now());
    const posts = accounts.map((account) =>
      savePost(call.state, { ...written(call, place, account, call.body), parentPostId }),
    );
    const [first] = posts;
    if (!first) throw invalid("accountIds should not be empty");
    return envelope(201, "Created Post", { post: showPost(call.state, place, first, call.origin) });
  }),

  answers(getPost, (call) => {
    const place = placeOf(call);
    const post = found(call, place, call.params.id);
    return envelope(200, "Fetched Post", { post: showPost(call.state, place, post, call.origin) });
  }),

  answers(editPost, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const post = found(call, place, call.params.id);
    if (postStatus(state, place, post) === "published")
      throw new Refusal(400, "Published posts cannot be edited");
    const [first, ...others] = accountsFor(call, place, body.accountIds);
    if (!first) throw invalid("accountIds should not be empty");
    const next = written(call, place, first, body);
    // What the request has no field for, such as a community post's title, stays with the post.
    const unsaid = Object.entries(post.details).filter(([name]) => !detailNames.some((one) => one === name));
    savePost(state, {
      ...next,
      _id: post._id,
      createdAt: post.createdAt,
      source: post.source,
      createdBy: post.createdBy,
      details: { ...Object.fromEntries(unsaid), ...next.details },
      ...(post.parentPostId === undefined ? {} : { parentPostId: post.parentPostId }),
      ...(post.csvId === undefined ? {} : { csvId: post.csvId }),
    });
    for (const account of others) savePost(state, written(call, place, account, body));
    return envelope(200, "Updated Post", undefined);
  }),

  answers(deletePost, (call) => {
    const place = placeOf(call);
    const post = found(call, place, call.params.id);
    savePost(call.state, { ...post, deletedAt: call.state.clock.now() });
    return envelope(200, "Deleted Post", { postId: post._id });
  }),

  answers(
    bulkDeleteSocialPlannerPosts,
    (call) => {
      const { state } = call;
      const place = placeOf(call);
      const posts = [...new Set(call.body.postIds)].flatMap((id) => postById(state, place, id) ?? []);
      if (posts.length === 0) throw new Refusal(404, "No posts found with the given IDs.");
      for (const post of posts) savePost(state, { ...post, deletedAt: state.clock.now() });
      const results = { message: "Posts deleted successfully", deletedCount: posts.length };
      return envelope(201, "Posts Deleted Successfully", results);
    },
    ({ body }) => {
      const ids = isPlainObject(body) ? body.postIds : undefined;
      if (Array.isArray(ids) && ids.length > MAX_POSTS_PER_BULK_DELETE) {
        throw new Refusal(400, `Cannot delete more than ${MAX_POSTS_PER_BULK_DELETE} posts at a time.`);
      }
    },
  ),
];

export default postHandlers;

function found(setting: Setting, place: Location, id: string): PostRecord {
  const post = postById(setting.state, place, id);
  if (!post) throw notFound("Post");
  return post;
}

function accountsFor(setting: Setting, place: Location, ids: readonly string[]): Account[] {
  return ids.map((id) => {
    const account = accountById(setting.state, place, id);
    if (!account) throw invalid("Invalid account id in accountIds list");
    return account;
  });
}

const detailNames = [
  "ogTagsDetails",
  "postApprovalDetails",
  "tiktokPostDetails",
  "gmbPostDetails",
  "linkedinPostDetails",
  "pinterestPostDetails",
  "facebookPostDetails",
  "instagramPostDetails",
  "youtubePostDetails",
  "followUpComment",
] as const;

function written(setting: Setting, place: Location, account: Account, body: PostRequest): PostRecord {
  const now = setting.state.clock.now();
  const status = body.status ?? (body.scheduleDate === undefined ? "published" : "scheduled");
  if ((status === "scheduled" || status === "in_review") && body.scheduleDate === undefined) {
    throw invalid("scheduleDate is required for scheduled posts");
  }
  const at = body.scheduleDate === undefined ? null : Date.parse(body.scheduleDate);
  const plan = status === "draft" || status === "in_review" || status === "pending" ? status : "scheduled";
  const given = Object.fromEntries(
    detailNames.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]] as const])),
  );
  const _id = newHex24(now);
  return {
    _id,
    locationId: place.id,
    accountId: account.id,
    platform: account.platform,
    source: "composer",
    type: body.type,
    summary: trimmed(body.summary ?? "", account.platform),
    media: (body.media ?? []).map(({ url, type, thumbnail, id, caption }) => ({
      url,
      type,
      ...(thumbnail === undefined ? {} : { thumbnail }),
      ...(id === undefined ? {} : { id }),
      ...(caption === undefined ? {} : { caption }),
    })),
    tags: body.tags ?? [],
    ...(body.categoryId === undefined ? {} : { categoryId: body.categoryId }),
    createdBy: body.createdBy ?? body.userId,
    createdAt: now,
    updatedAt: now,
    plan,
    at: plan === "scheduled" ? (at ?? now) : at,
    final: promisedInsights(setting.state.world, account, _id, dayOf(place.timeZone, at ?? now)),
    details: { ...detailsFor(account.platform, body.type, body.summary ?? ""), ...given },
  };
}

function showAuthor(user: ReturnType<typeof usersOfLocation>[number], origin: string) {
  return {
    id: user.id,
    title: user.role === "admin" ? "Manager" : "Editor",
    firstName: user.firstName,
    lastName: user.lastName,
    profilePhoto: `${origin}/__assets/avatars/${user.id}.svg`,
    phone: user.phone,
    email: user.email,
  };
}
