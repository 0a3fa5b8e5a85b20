import { z } from "zod";
import { day, idList, periodFields } from "@/lib/snapshots/schema";

/** At most so many posts on each side; with fewer posts than both sides need, a post stands on one side only. */
export const RANKED_POSTS = 5;

export const topPostsQuery = z.strictObject({
  companyId: z.string().optional(),
  locationId: idList.optional(),
  groupId: idList.optional(),
  accountId: idList.optional(),
  platform: idList.optional(),
  ...periodFields,
});
export type TopPostsQuery = z.output<typeof topPostsQuery>;

const figure = z.number().nullable();

export const rankedPost = z.object({
  postId: z.string(),
  locationId: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  platform: z.string(),
  kind: z.string(),
  media: z.enum(["none", "image", "images", "gif", "video"]),
  caption: z.string(),
  picture: z.string().nullable(),
  publishedAt: z.string(),
  timezone: z.string(),
  likes: figure,
  comments: figure,
  shares: figure,
  engagement: z.number(),
  /** Engagement ÷ the average of its own account's posts in the period; null where that is zero or the post is alone. */
  index: figure,
});
export type RankedPost = z.output<typeof rankedPost>;

export const kindRow = z.object({
  platform: z.string(),
  kind: z.string(),
  posts: z.number().int(),
  /** Posts whose likes, comments or shares are known; the engagement is theirs. */
  rated: z.number().int(),
  engagement: figure,
  perPost: figure,
});
export type KindRow = z.output<typeof kindRow>;

export const topPostsReply = z.object({
  period: z.object({ from: day, to: day }),
  /** More than 100 locations: nothing is ranked. */
  tooMany: z.boolean(),
  posts: z.number().int(),
  rated: z.number().int(),
  top: z.array(rankedPost),
  weak: z.array(rankedPost),
  kinds: z.array(kindRow),
});
export type TopPosts = z.output<typeof topPostsReply>;
