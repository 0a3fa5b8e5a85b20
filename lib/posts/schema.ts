import { z } from "zod";
import { POST_LIST_TYPES } from "@/lib/upstream/contract/words";

const instant = z.iso.datetime({ offset: true });
const dayOrInstant = z.union([z.iso.date(), instant]);

export const postView = z.object({
  id: z.string(),
  locationId: z.string(),
  platform: z.string().nullable(),
  accountIds: z.array(z.string()),
  caption: z.string(),
  media: z.array(
    z.object({ url: z.string(), type: z.string().nullable(), thumbnail: z.string().nullable() }),
  ),
  status: z.string(),
  type: z.string().nullable(),
  source: z.string().nullable(),
  /** When it goes out or went out; null: a draft. */
  at: z.string().nullable(),
  error: z.string().nullable(),
  likes: z.number().nullable(),
  comments: z.number().nullable(),
  shares: z.number().nullable(),
});
export type PostView = z.output<typeof postView>;

export const postsQuery = z.object({
  locationId: z.string({ error: "locationId: name the location whose posts to list." }).min(1),
  type: z.enum(POST_LIST_TYPES).default("all"),
  /** Account ids with commas. */
  accounts: z.string().optional(),
  /** Days are the location's own: from the first moment of `from` to the last of `to`. */
  from: dayOrInstant.optional(),
  to: dayOrInstant.optional(),
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const commaIds = z
  .string()
  .transform((text) => [...new Set(text.split(",").filter(Boolean))])
  .refine((ids) => ids.length > 0, "Name at least one location.");

/** Several locations at once, and a search in captions: what the Social Media API's own list cannot do. */
export const searchQuery = postsQuery.omit({ locationId: true }).extend({
  locationIds: commaIds,
  search: z.string().max(200).optional(),
  /** Only posts of this import, whatever their time. */
  batchId: z.uuid().optional(),
});
export type SearchQuery = z.output<typeof searchQuery>;

/** Chosen over all pages: what a bulk action has to know of each post. */
export const chosenPost = z.object({
  id: z.string(),
  locationId: z.string(),
  status: z.string(),
  at: z.string().nullable(),
});
export type ChosenPost = z.output<typeof chosenPost>;

export const matchingReply = z.object({ posts: z.array(chosenPost), capped: z.boolean() });

export const labelsReply = z.object({
  tags: z.array(z.object({ id: z.string(), name: z.string() })),
  categories: z.array(z.object({ id: z.string(), name: z.string() })),
});

const ticked = (preset: "true" | "false") =>
  z
    .enum(["true", "false"])
    .default(preset)
    .transform((word) => word === "true");

export const exportQuery = searchQuery
  .omit({ skip: true, limit: true, batchId: true })
  .partial({ locationIds: true })
  .extend({
    /** One location, as an older link names it. */
    locationId: z.string().min(1).optional(),
    file: z.enum(["csv", "xlsx"]).default("csv"),
    format: z.enum(["basic", "advance"]).default("advance"),
    /** A last column with account ids, so that a re-import goes to the same accounts; the upstream's templates have none. */
    withAccounts: ticked("true"),
    /** `edit`: a column with post ids, so that the sheet can come back and only its differences are applied. */
    purpose: z.enum(["import", "edit"]).default("import"),
    /** An apostrophe before what a spreadsheet would run as a formula; such a file is for reading only. */
    formulaSafe: ticked("false"),
  })
  .transform(({ locationId, locationIds, ...rest }, ctx) => {
    const ids = locationIds ?? (locationId ? [locationId] : []);
    if (ids.length === 0)
      ctx.addIssue({ code: "custom", path: ["locationIds"], message: "Name at least one location." });
    return { ...rest, locationIds: ids };
  });
export type ExportQuery = z.output<typeof exportQuery>;

export const postsReply = z.object({
  posts: z.array(postView),
  /** How many the upstream counts in all; null: it did not say. */
  total: z.number().nullable(),
  from: instant,
  to: instant,
  /** There are more than are read for a search or over several locations. */
  capped: z.boolean().optional(),
  /** The file of the import whose posts were asked for. */
  importName: z.string().optional(),
});

export const deletePostsBody = z.object({
  locationId: z.string().min(1),
  postIds: z
    .array(z.string().regex(/^[0-9a-zA-Z]{1,64}$/, "A post id holds letters and digits only."))
    .min(1, "Choose at least one post.")
    .max(5_000, "At most 5,000 posts can be deleted at once.")
    .refine((ids) => new Set(ids).size === ids.length, "The same post is chosen twice."),
});

export const CALL_OUTCOMES = ["waiting", "deleted", "gone", "failed", "unknown"] as const;

export const deletionCall = z.object({
  postIds: z.array(z.string()),
  outcome: z.enum(CALL_OUTCOMES),
  deletedCount: z.number().nullable(),
  reason: z.string().nullable(),
  traceId: z.string().nullable(),
});
export type DeletionCall = z.output<typeof deletionCall>;

export const deletionView = z.object({
  deletionId: z.string(),
  locationId: z.string(),
  status: z.enum(["running", "completed", "partial", "failed"]),
  total: z.number().int(),
  deleted: z.number().int(),
  calls: z.array(deletionCall),
});
export type DeletionView = z.output<typeof deletionView>;
