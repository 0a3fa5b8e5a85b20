import { z } from "zod";

export const MAX_POSTS_PER_CHANGE = 1_000;

const postId = z.string().regex(/^[0-9a-zA-Z]{1,64}$/, "A post id holds letters and digits only.");
const instant = z.iso.datetime({ offset: true });
const once = (ids: readonly (string | number)[]) => new Set(ids).size === ids.length;

const postIds = z
  .array(postId)
  .min(1, "Choose at least one post.")
  .max(MAX_POSTS_PER_CHANGE, "At most 1,000 posts can be changed at once. Choose fewer.")
  .refine(once, "The same post is chosen twice.");

/** Days as on the calendar, Monday is 1; times as `HH:mm` on the location's clock; `from` is the first day. */
export const slotRule = z.object({
  days: z.array(z.int().min(1).max(7)).min(1, "Choose at least one day of the week.").max(7).refine(once),
  times: z
    .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give each time as hours and minutes, as in 09:00."))
    .min(1, "Give at least one time of day.")
    .max(24, "At most 24 times a day.")
    .refine(once, "The same time is given twice."),
  from: z.iso.date("Give the first day."),
});
export type SlotRule = z.output<typeof slotRule>;

const locationId = z.string().min(1);
/**
 * What the person saw in the preview: post id → its time then (null: a draft without one). A post that has another time
 * by now is skipped, so that a repeated request never moves it twice.
 */
const seen = z.record(z.string(), instant.nullable()).optional();

const offset = z.object({
  kind: z.literal("offset"),
  locationId,
  postIds,
  seen,
  /** Whole days keep the wall clock; hours and minutes are real time. */
  days: z.int().min(-366).max(366).default(0),
  hours: z.int().min(-240).max(240).default(0),
  minutes: z.int().min(-600).max(600).default(0),
});
const toSlots = z.object({
  kind: z.literal("slots"),
  locationId,
  seen,
  items: z
    .array(z.object({ postId, scheduledAt: instant }))
    .min(1, "Name at least one post.")
    .max(MAX_POSTS_PER_CHANGE, "At most 1,000 posts can be changed at once.")
    .refine((items) => once(items.map((item) => item.postId)), "The same post is named twice."),
});
const byRule = z.object({ kind: z.literal("slots"), locationId, seen, postIds, rule: slotRule });
const toCategory = z.object({
  kind: z.literal("category"),
  locationId,
  postIds,
  seen,
  /** Null takes the category away. */
  categoryId: z.string().min(1).nullable(),
});
const toTags = z.object({
  kind: z.literal("tags"),
  locationId,
  postIds,
  seen,
  mode: z.enum(["set", "add", "remove"]).default("set"),
  tagIds: z.array(z.string().min(1)).max(50),
});

export const changePostsBody = z
  .union([offset, toSlots, byRule, toCategory, toTags])
  .refine((body) => body.kind !== "offset" || body.days !== 0 || body.hours !== 0 || body.minutes !== 0, {
    message: "Say by how much the posts shall move.",
    path: ["days"],
  });
export type ChangePostsInput = z.input<typeof changePostsBody>;
export type ChangeRequest = z.output<typeof changePostsBody>;

export const CHANGE_KINDS = ["offset", "slots", "category", "tags", "edit"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Fields of a post under their names at the Social Media API; null: the field is empty. */
export const postPatch = z.record(z.string(), z.unknown());
export type PostPatch = z.output<typeof postPatch>;

/** A post as a preview names it, and what would change. */
export const plannedItem = z.object({
  postId: z.string(),
  caption: z.string(),
  platform: z.string().nullable(),
  before: postPatch,
  after: postPatch,
  /** Why this post is left as it is; null: it will be changed. */
  problem: z.string().nullable(),
  /** Worth knowing, for example a time that does not exist on that day. */
  note: z.string().nullable(),
});
export type PlannedItem = z.output<typeof plannedItem>;

export const changePreview = z.object({
  timezone: z.string(),
  items: z.array(plannedItem),
  changing: z.number().int(),
  skipped: z.number().int(),
});
export type ChangePreview = z.output<typeof changePreview>;

export const ITEM_OUTCOMES = ["waiting", "sending", "changed", "failed", "unknown", "skipped"] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** What a change keeps beside its items: what was asked, and captions for people. */
export const storedInput = z.object({
  asked: z.record(z.string(), z.unknown()),
  labels: z.record(z.string(), z.object({ caption: z.string(), platform: z.string().nullable() })),
  undoOf: z.string().nullish(),
});

export const changeView = z.object({
  changeId: z.string(),
  locationId: z.string(),
  timezone: z.string(),
  kind: z.enum(CHANGE_KINDS),
  status: z.enum(["running", "completed", "partial", "failed", "cancelled"]),
  total: z.number().int(),
  counts: z.record(z.enum(ITEM_OUTCOMES), z.number().int()),
  undoOf: z.string().nullable(),
  requestedByName: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  items: z.array(
    z.object({
      postId: z.string(),
      caption: z.string(),
      platform: z.string().nullable(),
      before: postPatch,
      after: postPatch,
      outcome: z.enum(ITEM_OUTCOMES),
      reason: z.string().nullable(),
      traceId: z.string().nullable(),
    }),
  ),
});
export type ChangeView = z.output<typeof changeView>;
