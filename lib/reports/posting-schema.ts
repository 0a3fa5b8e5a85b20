import { z } from "zod";
import { day, idList } from "@/lib/snapshots/schema";

export const POSTING_DAYS = 180;
/** Cells with fewer posts say nothing; values of the content mix need more, since a person acts on them. */
export const MIN_CELL_POSTS = 5;
export const MIN_MIX_POSTS = 20;
export const MAX_POSTING_LOCATIONS = 100;

/** What a confidence must clear an average post by, at least: less would be shown as nothing and be called better. */
const SURE_BY = 0.01;

/** Whether even the low end of the confidence is better than an average post, by what can be seen. */
export const surelyBetter = (low: number | null): boolean => low !== null && low >= 1 + SURE_BY;
/** Whether even its high end is worse. */
export const surelyWorse = (high: number | null): boolean => high !== null && high <= 1 - SURE_BY;

export const postingQuery = z.strictObject({
  locationId: idList.optional(),
  groupId: idList.optional(),
  accountId: idList.optional(),
  platform: idList.optional(),
  /** The last day looked at; the 180 days up to it count. */
  to: day.optional(),
});
export type PostingQuery = z.output<typeof postingQuery>;

/** Engagement of a post ÷ the average engagement of its own account's posts: 1 is an average post. */
const index = z.number().nullable();

export const slot = z.object({
  /** 1 is Monday. */
  weekday: z.number().int(),
  hour: z.number().int(),
  posts: z.number().int(),
  index,
  /** With 95 % confidence the true index lies within this of it; null where the posts are too few. */
  margin: z.number().nullable(),
});
export type Slot = z.output<typeof slot>;

export const bestSlot = slot.omit({ margin: true }).extend({
  /** With 95 % confidence the true index lies between these. */
  low: z.number(),
  high: z.number(),
});
export type BestSlot = z.output<typeof bestSlot>;

export const MIX_DIMENSIONS = ["kind", "media", "category", "tag", "caption", "hashtags", "link"] as const;
export type MixDimension = (typeof MIX_DIMENSIONS)[number];

export const mixValue = z.object({
  dimension: z.enum(MIX_DIMENSIONS),
  value: z.string(),
  posts: z.number().int(),
  /** Of all posts looked at; a post with several tags counts once for each. */
  share: z.number(),
  /** Null under 20 posts: too few to claim anything. */
  index,
  /** With 95 % confidence the true index lies between these; null under 20 posts. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The share it would have in the suggested mix; null where nothing is suggested for its dimension. */
  suggested: z.number().nullable(),
});
export type MixValue = z.output<typeof mixValue>;

export const postingReply = z.object({
  from: day,
  to: day,
  /** Published posts with known insights. */
  posts: z.number().int(),
  /** More than 100 locations: nothing is computed. */
  tooMany: z.boolean(),
  slots: z.array(slot),
  best: z.array(bestSlot),
  mix: z.array(mixValue),
});
export type Posting = z.output<typeof postingReply>;
