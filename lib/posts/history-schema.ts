import { z } from "zod";
import { CHANGE_KINDS } from "./change-schema";

/** One bulk action of the past: posts changed, or posts deleted. */
export const bulkAction = z.object({
  id: z.string(),
  kind: z.enum([...CHANGE_KINDS, "delete"]),
  /** It took another change back. */
  undo: z.boolean(),
  locationId: z.string(),
  locationName: z.string(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
  status: z.enum(["running", "completed", "partial", "failed", "cancelled"]),
  total: z.number().int(),
  /** Posts that were changed or deleted. */
  done: z.number().int(),
});
export type BulkAction = z.output<typeof bulkAction>;
