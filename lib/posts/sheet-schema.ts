import { z } from "zod";

export const MAX_SHEET_BYTES = 5 * 1024 * 1024;

export const sheetDiff = z.object({
  /** Names exactly this difference: only what was looked at is applied. */
  digest: z.string(),
  fileName: z.string(),
  rows: z.number().int(),
  /** Posts that its rows stand for: a row of several accounts holds one each. */
  posts: z.number().int(),
  unchanged: z.number().int(),
  changed: z.array(
    z.object({
      row: z.number().int(),
      postIds: z.array(z.string()),
      caption: z.string(),
      locationId: z.string(),
      cells: z.array(
        z.object({ label: z.string(), from: z.string(), to: z.string(), problem: z.string().nullable() }),
      ),
      /** Why the row as a whole cannot be applied; null: it can. */
      problem: z.string().nullable(),
    }),
  ),
  added: z.array(z.object({ row: z.number().int(), caption: z.string(), at: z.string() })),
  /** Rows of the export that the sheet lacks. */
  removed: z.array(
    z.object({
      postIds: z.array(z.string()),
      locationId: z.string(),
      locationName: z.string(),
      caption: z.string(),
      at: z.string().nullable(),
    }),
  ),
});
export type SheetDiff = z.output<typeof sheetDiff>;

export const sheetQuery = z.object({ fileName: z.string().min(1).max(200) });

export const applySheetQuery = sheetQuery.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Ticked on purpose: rows that are gone from the sheet delete their posts. */
  deleteRemoved: z.enum(["true", "false"]).transform((word) => word === "true"),
});

export const sheetApplied = z.object({
  changeIds: z.array(z.string()),
  deletionIds: z.array(z.string()),
  /** The batch that holds the new rows, to be checked and scheduled like any other; null: there are none. */
  batchId: z.string().nullable(),
});
export type SheetApplied = z.output<typeof sheetApplied>;
