import {
  COMMENT_LIMITS,
  createComment,
  createLike,
  deleteLike,
  getCommentList,
} from "@/lib/upstream/contract";
import { answers, envelope, placeOf, type RawInput, type Setting } from "../handler";
import { newHex24 } from "../ids";
import type { CommentRecord } from "../records";
import { invalid, notFound, Refusal } from "../refusal";
import { accountById } from "../shelf/accounts";
import { commentsOf, findComment, openPosts, originOf, postForComment } from "../shelf/comments";

const commentHandlers = [
  answers(createComment, (call) => {
    const { state, body, params } = call;
    const place = placeOf(call);
    const limit = COMMENT_LIMITS[params.platform];
    if (body.content.length > limit)
      throw invalid(`content must be shorter than or equal to ${limit} characters`);
    const post = postForComment(state, place, params.platform, body.parentId);
    if (!post) throw notFound("Post or comment");
    const account = accountById(state, place, post.accountId);
    const _id = newHex24(state.clock.now());
    const comment = state.comments.set(_id, {
      _id,
      locationId: place.id,
      platform: params.platform,
      postId: post._id,
      parentId: body.parentId,
      isParentThread: body.isParentThread,
      originId: originOf(post.accountId),
      content: body.content,
      author: {
        id: originOf(post.accountId),
        name: account?.name ?? place.name,
        profilePic: `/__assets/avatars/${encodeURIComponent(post.accountId)}.svg`,
      },
      level: body.isParentThread ? 0 : 1,
      likeCount: 0,
      replyCount: 0,
      at: state.clock.now(),
      // Other networks take no picture in a comment and leave it out.
      ...(params.platform === "facebook" && body.attachments ? { attachments: body.attachments } : {}),
    });
    return envelope(201, "Created Comment", showComment(call, comment));
  }),

  answers(
    createLike,
    (call) => {
      const comment = likeable(call, call.params.platform, call.params.id);
      if (call.state.likes.has(comment._id)) throw new Refusal(400, "Comment is already liked");
      call.state.likes.set(comment._id, { at: call.state.clock.now() });
      return envelope(201, "Liked Comment", undefined);
    },
    refuseInstagram,
  ),

  answers(
    deleteLike,
    (call) => {
      const comment = likeable(call, call.params.platform, call.params.id);
      if (!call.state.likes.has(comment._id)) throw new Refusal(400, "Comment is not liked");
      call.state.likes.delete(comment._id);
      return envelope(200, "Unliked Comment", undefined);
    },
    refuseInstagram,
  ),

  answers(getCommentList, (call) => {
    const { state, body, params } = call;
    const place = placeOf(call);
    const words = body.search?.toLowerCase() ?? "";
    const [from, to] = [Date.parse(body.fromDate ?? "1970-01-01"), Date.parse(body.toDate ?? "9999-12-31")];
    const post = body.parentId ? postForComment(state, place, params.platform, body.parentId) : undefined;
    if (body.parentId && !post) throw notFound("Post or comment");
    const posts = post ? [post] : openPosts(state, place, params.platform);
    const found = posts
      .filter((each) => body.originIds.includes(originOf(each.accountId)))
      .flatMap((each) => commentsOf(state, place, each))
      .filter((comment) => body.parentId === undefined || comment.parentId === body.parentId)
      .filter((comment) => comment.at >= from && comment.at <= to)
      .filter((comment) => comment.content.toLowerCase().includes(words))
      .sort((one, other) => (body.sortBy === "top" ? other.likeCount - one.likeCount : other.at - one.at));
    const skip = body.skip ?? 0;
    const limit = body.limit ?? 20;
    const comments = found.slice(skip, skip + limit).map((comment) => showComment(call, comment));
    const hasMore = skip + limit < found.length;
    return envelope(201, "Fetched Comments", {
      comments,
      meta: { total: found.length, totalUnread: 0, skip, limit, hasMore },
    });
  }),
];

export default commentHandlers;

function refuseInstagram({ params }: RawInput): void {
  if (params.platform === "instagram") throw new Refusal(400, "Likes are not supported for instagram");
}

function likeable(setting: Setting, platform: string, id: string): CommentRecord {
  const comment = findComment(setting.state, placeOf(setting), platform, id);
  if (!comment) throw notFound("Comment");
  return comment;
}

function showComment(setting: Setting, comment: CommentRecord) {
  const { profilePic } = comment.author;
  const at = new Date(comment.at).toISOString();
  const liked = setting.state.likes.has(comment._id) ? 1 : 0;
  const replies = setting.state.comments.values().filter((each) => each.parentId === comment._id).length;
  return {
    _id: comment._id,
    platform: comment.platform,
    platformCommentId: `${comment.originId}_${comment._id.slice(0, 10)}`,
    platformPostId: `${comment.originId}_${comment.postId.slice(0, 10)}`,
    postId: comment.postId,
    originId: comment.originId,
    isParentThread: comment.isParentThread,
    isPost: false,
    content: comment.content,
    attachments: comment.attachments ?? [],
    author: {
      ...comment.author,
      profilePic: profilePic.startsWith("/") ? setting.origin + profilePic : profilePic,
    },
    level: comment.level,
    likeCount: comment.likeCount + liked,
    reactionCount: comment.likeCount + liked,
    replyCount: comment.replyCount + replies,
    shareCount: 0,
    repostCount: 0,
    quoteCount: 0,
    isRead: true,
    isDeleted: false,
    isEdited: false,
    publishedAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
