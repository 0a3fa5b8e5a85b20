import { z } from "zod";

/** Pages whose filters can be kept. */
const PATH = /^\/(overview|snapshots|posts|locations\/[^/?#\s]{1,300}(\/accounts\/[^/?#\s]{1,300})?)$/;

export const viewName = z
  .string()
  .trim()
  .min(1, "Give the view a name.")
  .max(80, "A name has at most 80 characters.");

export const createViewBody = z.strictObject({
  name: viewName,
  path: z.string().regex(PATH, "This page has no views to save."),
  /** The page's filters as its address says them, with or without the question mark. */
  search: z.string().max(4_000, "These filters are too many to keep under a name."),
  shared: z.boolean().default(false),
});
export type CreateView = z.output<typeof createViewBody>;

export const changeViewBody = z.strictObject({
  name: viewName.optional(),
  shared: z.boolean().optional(),
});
export type ChangeView = z.output<typeof changeViewBody>;

export const viewParams = z.object({ viewId: z.uuid({ error: "This is not the id of a view." }) });

export const savedView = z.object({
  viewId: z.string(),
  name: z.string(),
  path: z.string(),
  search: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  ownerName: z.string(),
});
export type SavedView = z.output<typeof savedView>;

export const viewsReply = z.object({ views: z.array(savedView) });
