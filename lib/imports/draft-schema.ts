import { z } from "zod";
import { reading } from "./schema";

/** What the preview goes on from: the file is `/api/imports/{batchId}/file`, unless parts of it are missing. */
export const draftView = z.object({
  batchId: z.string(),
  locationId: z.string(),
  fileName: z.string(),
  fileSize: z.number(),
  fileHash: z.string().nullable(),
  /** Parts of the file that are here, and of how many. */
  parts: z.array(z.number().int()),
  partsOf: z.number().int(),
  /** Parts may still be sent; of a file that was checked all are here. */
  receiving: z.boolean(),
  /** Who sent these rows back when asked to approve them; null: nobody. */
  sentBackBy: z.string().nullable(),
  /** Null: nothing was kept yet. */
  kept: z
    .object({
      revision: z.number().int(),
      reading,
      savedBy: z.string(),
      savedAt: z.iso.datetime(),
    })
    .nullable(),
});
export type DraftView = z.output<typeof draftView>;

export const saveDraftBody = z.object({
  /** The revision that these repairs were made from; 0: the first ones. */
  revision: z.number().int().min(0),
  reading,
});

/** A file of one's own that was not handed to the server's check yet. */
export const openDraft = z.object({
  batchId: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  fileName: z.string(),
  /** Every part of the file is here. */
  whole: z.boolean(),
  /** Cells changed and rows left out or added; null: nothing was kept. */
  changes: z.number().int().nullable(),
  at: z.iso.datetime(),
});
export type OpenDraft = z.output<typeof openDraft>;
