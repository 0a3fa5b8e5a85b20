import { z } from "zod";
import { anyObject, bothIds, identified } from "./shapes";

const words = z.string().nullish();

export const postMedia = z.looseObject({
  url: words,
  type: words,
  caption: words,
  thumbnail: words,
  originalUrl: words,
  altText: words,
});
export type PostMedia = z.output<typeof postMedia>;

/** Likes and the like of a published post; a figure not counted yet is missing, never 0. */
export const postInsights = z.looseObject({
  like: z.number().nullish(),
  share: z.number().nullish(),
  comment: z.number().nullish(),
});

export const upstreamPost = identified(
  z.looseObject({
    ...bothIds,
    source: words,
    locationId: words,
    /** Usually one of PLATFORMS; absent on a post that goes to several networks. */
    platform: words,
    accountId: words,
    accountIds: z.array(z.string()).nullish(),
    summary: words,
    media: z.array(postMedia).nullish(),
    /** Usually one of POST_STATUSES. */
    status: words,
    /** Usually one of POST_TYPES. */
    type: words,
    tags: z.array(z.string()).nullish(),
    scheduleDate: words,
    displayDate: words,
    publishedAt: words,
    createdAt: words,
    updatedAt: words,
    createdBy: words,
    error: words,
    /** The network's own id of the post, once published. */
    postId: words,
    thumbnail: words,
    followUpComment: words,
    categoryId: words,
    ogTagsDetails: anyObject.nullish(),
    postApprovalDetails: anyObject.nullish(),
    tiktokPostDetails: anyObject.nullish(),
    gmbPostDetails: anyObject.nullish(),
    blueskyPostDetails: anyObject.nullish(),
    linkedinPostDetails: anyObject.nullish(),
    pinterestPostDetails: anyObject.nullish(),
    facebookPostDetails: anyObject.nullish(),
    instagramPostDetails: anyObject.nullish(),
    youtubePostDetails: anyObject.nullish(),
    user: anyObject.nullish(),
    mediaOptimization: z.boolean().nullish(),
    insights: postInsights.nullish(),
  }),
);
export type UpstreamPost = z.output<typeof upstreamPost>;
