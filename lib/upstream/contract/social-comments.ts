import { z } from "zod";
import { defineOperation } from "./operation";
import {
  backwards,
  bareEnvelope,
  bothIds,
  envelope,
  identified,
  idOf,
  inOrder,
  input,
  instant,
  locationId,
  noBody,
  oneOf,
  text,
  USUAL_REFUSALS,
  webAddress,
} from "./shapes";
import { COMMENT_PLATFORMS, LIKE_PLATFORMS } from "./words";

/** The longest comment each network takes, in characters. */
export const COMMENT_LIMITS: Record<(typeof COMMENT_PLATFORMS)[number], number> = {
  facebook: 8000,
  instagram: 2200,
  linkedin: 3000,
  community: 8000,
  tiktok: 150,
  bluesky: 300,
  youtube: 10000,
  threads: 500,
};
const LONGEST_COMMENT = Math.max(...Object.values(COMMENT_LIMITS));

const words = z.string().nullish();
const count = z.number().nullish();
const flag = z.boolean().nullish();

export const comment = identified(
  z.looseObject({
    ...bothIds,
    platform: words,
    platformCommentId: words,
    platformParentId: words,
    platformPostId: words,
    postId: words,
    originId: words,
    isParentThread: flag,
    isPost: flag,
    content: words,
    attachments: z
      .array(z.looseObject({ type: words, url: words, thumbnail: words, videoUrl: words }))
      .nullish(),
    author: z.looseObject({ id: words, name: words, profilePic: words }).nullish(),
    level: count,
    likeCount: count,
    reactionCount: count,
    replyCount: count,
    shareCount: count,
    repostCount: count,
    quoteCount: count,
    previewLink: words,
    isRead: flag,
    isDeleted: flag,
    isEdited: flag,
    publishedAt: words,
    createdAt: words,
    updatedAt: words,
  }),
);
export type Comment = z.output<typeof comment>;

const position = (noun: string) => z.int({ error: `Give the ${noun} as a whole number.` }).nonnegative();

const commentBody = input({
  parentId: idOf("post or comment"),
  isParentThread: z.boolean({ error: "Say whether this is a comment on a post (true) or a reply (false)." }),
  content: text("comment").max(LONGEST_COMMENT, {
    error: `A comment may hold at most ${LONGEST_COMMENT} characters.`,
  }),
  attachments: z
    .array(input({ url: webAddress("picture address"), type: oneOf("attachment type", ["image"]) }))
    .max(1, { error: "A comment may carry one picture." })
    .optional(),
  mentions: z
    .array(
      input({
        name: text("name"),
        id: text("mentioned id"),
        offset: position("offset"),
        length: position("length"),
        slug: z.string().optional(),
      }),
    )
    .optional(),
  notifyAllGroupMembers: z.boolean().optional(),
});

const listBody = input({
  fromDate: instant("first date").optional(),
  toDate: instant("last date").optional(),
  originIds: z
    .array(text("account's own id"), { error: "Give the accounts (originIds) as a list." })
    .min(1, { error: "Choose at least one account (originIds)." }),
  sortBy: oneOf("order", ["top", "latest"]).optional(),
  search: z.string().optional(),
  skip: z
    .int({ error: "Give skip as a whole number." })
    .min(0, { error: "Skip must be zero or more." })
    .optional(),
  limit: z
    .int({ error: "Give the limit as a whole number." })
    .min(1, { error: "The limit must lie between 1 and 100." })
    .max(100, { error: "The limit must lie between 1 and 100." })
    .optional(),
  parentId: idOf("post or comment").optional(),
})
  .refine(({ fromDate, toDate }) => (fromDate === undefined) === (toDate === undefined), {
    error: "Give both dates or neither.",
    path: ["toDate"],
  })
  .refine(({ fromDate, toDate }) => !fromDate || !toDate || inOrder(fromDate, toDate), backwards("fromDate"));

const commentParams = input({ platform: oneOf("platform", COMMENT_PLATFORMS) });
const likeParams = input({ platform: oneOf("platform", LIKE_PLATFORMS), id: idOf("comment") });

export const createComment = defineOperation({
  id: "create-comment",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/comments/:platform",
  summary: "Comment on a post, or reply to a comment.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "write",
  params: commentParams,
  query: input({ locationId }),
  body: commentBody,
  bodyKind: "json",
  status: 201,
  answer: envelope(comment),
  refusals: USUAL_REFUSALS,
});

export const createLike = defineOperation({
  id: "create-like",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/comments/:platform/:id/like",
  summary: "Like a comment.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "write",
  params: likeParams,
  query: input({ locationId }),
  body: noBody,
  bodyKind: "none",
  status: 201,
  answer: bareEnvelope,
  refusals: USUAL_REFUSALS,
});

export const deleteLike = defineOperation({
  id: "delete-like",
  resource: "social-planner",
  method: "DELETE",
  path: "/social-media-posting/comments/:platform/:id/like",
  summary: "Take back the like of a comment.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "delete",
  params: likeParams,
  query: input({ locationId }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: bareEnvelope,
  refusals: USUAL_REFUSALS,
});

export const getCommentList = defineOperation({
  id: "get-comment-list",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/comments/:platform/list",
  summary: "List the comments of accounts, of a post or of a thread.",
  scope: "socialplanner/post.readonly",
  token: "location",
  effect: "read",
  params: commentParams,
  query: input({ locationId }),
  body: listBody,
  bodyKind: "json",
  status: 201,
  answer: envelope(
    z.looseObject({
      comments: z.array(comment),
      meta: z
        .looseObject({ total: count, totalUnread: count, skip: count, limit: count, hasMore: flag })
        .nullish(),
    }),
  ),
  refusals: USUAL_REFUSALS,
});

export const commentOperations = [createComment, createLike, deleteLike, getCommentList] as const;
