import { z } from "zod";
import { upstreamPost } from "./post-shapes";
import {
  accountId,
  anyObject,
  bothIds,
  envelope,
  identified,
  idOf,
  input,
  instant,
  locationId,
  oneOf,
  userId,
  webAddress,
} from "./shapes";
import { category } from "./social-categories-tags";
import { postFields } from "./social-posts";
import { POST_TYPES } from "./words";

export const QUEUE_STATUSES = ["active", "paused", "draft"] as const;
/** What a queue can be set to; there is no operation of its own that deletes one. */
export const QUEUE_CHANGES = [...QUEUE_STATUSES, "deleted"] as const;

const words = z.string().nullish();
const count = z.number().nullish();
const flag = z.boolean().nullish();

/** Answers of the queues say what happened inside their results. */
export function queueAnswer<Shape extends z.ZodRawShape>(shape: Shape) {
  return envelope(z.looseObject({ message: words, ...shape }));
}

/** The upstream sends the count of a list as text. */
export const listMeta = z
  .looseObject({ count: z.union([z.string(), z.number()]).nullish(), skip: count, limit: count })
  .nullish();

export const queue = identified(
  z.looseObject({
    ...bothIds,
    locationId: words,
    categoryId: words,
    timeSlots: z.array(z.looseObject({ dayOfWeek: count, time: words })).nullish(),
    enableFuturePosts: flag,
    prioritizeNewContent: flag,
    currentOrder: count,
    status: words,
    startDate: words,
    skipDateTime: z.array(z.string()).nullish(),
    currentPostId: words,
    totalPosts: count,
    lastScheduledTime: words,
    createdBy: words,
    createdAt: words,
    updatedAt: words,
    category: category.nullish(),
  }),
);
export type Queue = z.output<typeof queue>;

const variation = z.looseObject({
  content: words,
  mentions: z.array(anyObject).nullish(),
  ogTags: z.looseObject({ metaLink: words, metaImage: words, ogTitle: words }).nullish(),
});

const itemFields = {
  order: count,
  variations: z.array(variation).nullish(),
  primaryImage: words,
  postId: words,
  post: upstreamPost.nullish(),
  errors: z.array(z.string()).nullish(),
  currentVariation: count,
};

export const queueItem = identified(
  z.looseObject({
    ...bothIds,
    ...itemFields,
    queueId: words,
    modifiedPostPayload: anyObject.nullish(),
    parentPostId: words,
    scheduledDateTime: words,
    scheduledVariationIndex: count,
    isSkipped: flag,
    lastScheduledTime: words,
    deleted: flag,
    locationId: words,
    createdAt: words,
    updatedAt: words,
  }),
);
export type QueueItem = z.output<typeof queueItem>;

export const slot = z.looseObject({ itemId: words, scheduledDateTime: words, isSkipped: flag });
export type QueueSlot = z.output<typeof slot>;

/** What a change of the order moved. */
export const movedSlots = { updatedSlots: z.array(slot).nullish(), totalPostsChanged: count };

export const scheduledPost = z.looseObject({
  ...itemFields,
  scheduledDateTime: words,
  queueItemId: words,
  queueId: words,
  category: category.nullish(),
  timezone: words,
  isDraft: flag,
  originalItemId: words,
});
export type QueueScheduledPost = z.output<typeof scheduledPost>;

export const availableCategory = identified(
  z.looseObject({
    ...bothIds,
    name: words,
    locationId: words,
    primaryColor: words,
    secondaryColor: words,
    deleted: flag,
    publishedPostsCount: count,
    /** available (no queue), in_queue (active or paused) or draft. */
    status: words,
    queueDetails: z
      .looseObject({ queueId: words, prioritizeNewContent: flag, enableFuturePosts: flag })
      .nullish(),
  }),
);
export type AvailableCategory = z.output<typeof availableCategory>;

export const calendarAnswer = queueAnswer({
  scheduledPosts: z.array(scheduledPost),
  total: count,
  timezone: words,
});

export const timeSlots = z.array(
  input({
    dayOfWeek: z
      .int({ error: "Give the weekday as a number, 0 for Sunday." })
      .min(0, { error: "The weekday must lie between 0 (Sunday) and 6 (Saturday)." })
      .max(6, { error: "The weekday must lie between 0 (Sunday) and 6 (Saturday)." }),
    time: z
      .string({ error: "Give the time as HH:mm." })
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "Give the time as HH:mm, for example 09:00." }),
  }),
  { error: "Give the time slots as a list." },
);

export const flagInput = z.boolean({ error: "Give true or false." }).optional();
export const sessionId = idOf("edit session");
const paging = (noun: string) =>
  z
    .int({ error: `Give ${noun} as a whole number.` })
    .min(0, { error: `${noun} must be zero or more.` })
    .optional();
export const page = { skip: paging("skip"), limit: paging("limit") };

export const calendarFields = {
  locationId,
  startDate: instant("start date"),
  endDate: instant("end date"),
  accountIds: z.array(accountId, { error: "Give the account ids as a list." }).optional(),
};

const variationInput = input({
  content: z.string({ error: "Give the content as text." }).optional(),
  mentions: z.array(anyObject).optional(),
  ogTags: input({
    metaLink: z.string().optional(),
    metaImage: z.string().optional(),
    ogTitle: z.string().optional(),
  }).optional(),
});

/** Where an item goes: its own number, or one end of the queue. */
export const itemOrder = z.union([z.number(), z.enum(["top", "bottom"])], {
  error: 'Give the order as a number, "top" or "bottom".',
});

export const itemChange = {
  locationId,
  sessionId: sessionId.optional(),
  modifiedPostPayload: input({
    ...postFields,
    accountIds: z.array(accountId).optional(),
    type: oneOf("post type", POST_TYPES).optional(),
    userId: userId.optional(),
    locationId: locationId.optional(),
  }).optional(),
  variations: z.array(variationInput, { error: "Give the variations as a list." }).optional(),
  primaryImage: webAddress("picture address").optional(),
};
