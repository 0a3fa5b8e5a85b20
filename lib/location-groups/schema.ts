import { z } from "zod";

export const groupName = z
  .string()
  .trim()
  .min(1, "Give the group a name.")
  .max(80, "A name has at most 80 characters.");

export const groupBody = z.strictObject({
  name: groupName,
  locationIds: z
    .array(z.string().min(1))
    .min(1, "Choose at least one location.")
    .max(5_000, "A group holds at most 5,000 locations.")
    .transform((ids) => [...new Set(ids)]),
});
export type GroupBody = z.output<typeof groupBody>;

export const groupParams = z.object({ groupId: z.uuid({ error: "This is not the id of a group." }) });

export const groupView = z.object({
  groupId: z.string(),
  name: z.string(),
  /** Those of its locations that the person was granted. */
  locationIds: z.array(z.string()),
  /** How many more it has: only somebody who was granted them all may change or delete it. */
  hidden: z.number().int(),
});
export type GroupView = z.output<typeof groupView>;

export const groupsReply = z.object({ groups: z.array(groupView) });
