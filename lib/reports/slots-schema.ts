import { z } from "zod";
import { idList } from "@/lib/snapshots/schema";

/** How far ahead posts are looked at, and how far a post may move. */
export const SLOTS_AHEAD_DAYS = 28;
export const MAX_SHIFT_DAYS = 3;
export const MAX_PROPOSALS = 50;
/** Insights of a post are counted for so long before its move is judged. */
export const RESULT_AFTER_DAYS = 3;
/** So far back moves are shown with what came of them. */
export const RESULTS_SHOWN_DAYS = 90;

export const slotsQuery = z.strictObject({
  locationId: z.string().min(1),
  accountId: idList.optional(),
  platform: idList.optional(),
});
export type SlotsQuery = z.output<typeof slotsQuery>;

export const slotProposal = z.object({
  postId: z.string(),
  caption: z.string(),
  platform: z.string(),
  from: z.string(),
  to: z.string(),
  /** Posts behind the slot, and between what the engagement of a post there lies against an average one. */
  posts: z.number().int(),
  low: z.number(),
  high: z.number(),
  /** Whether the slot is best for the post's own platform, or for all platforms together. */
  basis: z.enum(["platform", "all"]),
});
export type SlotProposal = z.output<typeof slotProposal>;

/** What is kept of a moved post once its insights are known. */
export const moveResult = z.object({
  engagement: z.number(),
  /** Against the average post of its own account; null where the account has no other post with engagement. */
  index: z.number().nullable(),
  /** The same of posts in the slot it left, before; null where there were too few to tell. */
  habit: z.number().nullable(),
  habitPosts: z.number().int(),
});
export type MoveResult = z.output<typeof moveResult>;

export const slotsReply = z.object({
  locationId: z.string(),
  timezone: z.string(),
  /** Scheduled posts of the next 28 days, and those of them that are in a best slot already. */
  scheduled: z.number().int(),
  inBest: z.number().int(),
  proposals: z.array(slotProposal),
  moved: z.array(
    z.object({
      postId: z.string(),
      caption: z.string(),
      platform: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      result: moveResult.nullable(),
    }),
  ),
});
export type SlotsReply = z.output<typeof slotsReply>;
