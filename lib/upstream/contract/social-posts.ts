import { z } from "zod";
import { defineOperation } from "./operation";
import {
  approvalInput,
  facebookInput,
  googleInput,
  instagramInput,
  linkedinInput,
  ogTagsInput,
  pinterestInput,
  postMediaInput,
  tiktokInput,
  youtubeInput,
} from "./post-details";
import { upstreamPost } from "./post-shapes";
import {
  accountIds,
  backwards,
  bareEnvelope,
  envelope,
  flagText,
  idOf,
  inOrder,
  input,
  instant,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  USUAL_REFUSALS,
  userId,
} from "./shapes";
import { MAX_POSTS_PER_BULK_DELETE, POST_LIST_TYPES, POST_STATUSES, POST_TYPES } from "./words";

const words = z.string().nullish();
const flag = z.boolean({ error: "Give true or false." }).optional();

const postAnswer = envelope(z.looseObject({ post: upstreamPost }));

const listBody = input({
  type: oneOf("kind of posts", POST_LIST_TYPES).optional(),
  accounts: z.string({ error: "Give the account ids as text, with commas." }).optional(),
  skip: numberText,
  limit: numberText,
  fromDate: instant("first date"),
  toDate: instant("last date"),
  includeUsers: flagText,
  postType: oneOf("post type", POST_TYPES).optional(),
}).refine(({ fromDate, toDate }) => inOrder(fromDate, toDate), backwards("fromDate"));
export type PostListRequest = z.input<typeof listBody>;

/** The fields of a post as it is written; `social-queues` reuses them, all optional. */
export const postFields = {
  summary: z.string({ error: "Give the caption as text." }).optional(),
  media: z.array(postMediaInput, { error: "Give the media as a list." }).optional(),
  status: oneOf("status", POST_STATUSES).optional(),
  scheduleDate: instant("schedule date").optional(),
  selectedBestTime: instant("best time").optional(),
  createdBy: userId.optional(),
  followUpComment: z.string({ error: "Give the follow-up comment as text." }).optional(),
  ogTagsDetails: ogTagsInput.optional(),
  postApprovalDetails: approvalInput.optional(),
  scheduleTimeUpdated: flag,
  tags: z.array(idOf("tag"), { error: "Give the tags as a list." }).optional(),
  categoryId: idOf("category").optional(),
  applyWatermark: flag,
  tiktokPostDetails: tiktokInput.optional(),
  gmbPostDetails: googleInput.optional(),
  linkedinPostDetails: linkedinInput.optional(),
  pinterestPostDetails: pinterestInput.optional(),
  facebookPostDetails: facebookInput.optional(),
  instagramPostDetails: instagramInput.optional(),
  youtubePostDetails: youtubeInput.optional(),
};

export const postBody = input({ ...postFields, accountIds, type: oneOf("post type", POST_TYPES), userId });
export type PostRequest = z.input<typeof postBody>;

const onePost = input({ locationId, id: idOf("post") });

export const getPosts = defineOperation({
  id: "get-posts",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/posts/list",
  summary: "List the posts of a location in a period.",
  scope: "socialplanner/post.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: noFields,
  body: listBody,
  bodyKind: "json",
  status: 201,
  answer: envelope(z.looseObject({ posts: z.array(upstreamPost), count: z.number().nullish() })),
  refusals: USUAL_REFUSALS,
});

export const createPost = defineOperation({
  id: "create-post",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/posts",
  summary: "Create a post, as a draft or scheduled.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "write",
  params: input({ locationId }),
  query: noFields,
  body: postBody,
  bodyKind: "json",
  status: 201,
  answer: postAnswer,
  refusals: USUAL_REFUSALS,
});

export const getPost = defineOperation({
  id: "get-post",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/posts/:id",
  summary: "Get one post.",
  scope: "socialplanner/post.readonly",
  token: "location",
  effect: "read",
  params: onePost,
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: postAnswer,
  refusals: USUAL_REFUSALS,
});

export const editPost = defineOperation({
  id: "edit-post",
  resource: "social-planner",
  method: "PUT",
  path: "/social-media-posting/:locationId/posts/:id",
  summary: "Change a post that is not published yet.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "write",
  params: onePost,
  query: noFields,
  body: postBody,
  bodyKind: "json",
  status: 200,
  answer: bareEnvelope,
  refusals: USUAL_REFUSALS,
});

export const deletePost = defineOperation({
  id: "delete-post",
  resource: "social-planner",
  method: "DELETE",
  path: "/social-media-posting/:locationId/posts/:id",
  summary: "Delete one post upstream; what is already published stays on the network.",
  scope: "socialplanner/post.write",
  token: "location",
  effect: "delete",
  params: onePost,
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ postId: words }).nullish()),
  refusals: USUAL_REFUSALS,
});

export const bulkDeleteSocialPlannerPosts = defineOperation({
  id: "bulk-delete-social-planner-posts",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/posts/bulk-delete",
  summary: "Delete up to 50 posts upstream; what is already published stays on the network.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "delete",
  params: input({ locationId }),
  query: noFields,
  body: input({
    postIds: z
      .array(idOf("post"), { error: "Give the post ids as a list." })
      .min(1, { error: "Choose at least one post." })
      .max(MAX_POSTS_PER_BULK_DELETE, {
        error: `At most ${MAX_POSTS_PER_BULK_DELETE} posts can be deleted at once. Delete them in several calls.`,
      }),
  }),
  bodyKind: "json",
  status: 201,
  answer: envelope(z.looseObject({ message: words, deletedCount: z.number().int().nonnegative() })),
  refusals: [400, 401, 404, 422, 500],
});

export const postOperations = [
  getPosts,
  createPost,
  getPost,
  editPost,
  deletePost,
  bulkDeleteSocialPlannerPosts,
] as const;
