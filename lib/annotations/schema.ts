import { z } from "zod";
import { day, idList, periodFields } from "@/lib/snapshots/schema";

export const annotationText = z
  .string()
  .trim()
  .min(1, "Write what happened that day.")
  .max(200, "A note has at most 200 characters.");

export const annotationsQuery = z.strictObject({
  locationId: idList.optional(),
  groupId: idList.optional(),
  ...periodFields,
});
export type AnnotationsQuery = z.output<typeof annotationsQuery>;

export const createAnnotationBody = z.strictObject({
  /** Null: the whole agency. */
  locationId: z.string().min(1).nullable(),
  day,
  text: annotationText,
});
export type CreateAnnotation = z.output<typeof createAnnotationBody>;

export const changeAnnotationBody = z.strictObject({ day, text: annotationText });
export type ChangeAnnotation = z.output<typeof changeAnnotationBody>;

export const annotationParams = z.object({
  annotationId: z.uuid({ error: "This is not the id of a note." }),
});

export const annotationView = z.object({
  annotationId: z.string(),
  locationId: z.string().nullable(),
  day,
  text: z.string(),
  createdByName: z.string(),
  /** Whether the person who asks may change it. */
  mayChange: z.boolean(),
});
export type AnnotationView = z.output<typeof annotationView>;

export const annotationsReply = z.object({ annotations: z.array(annotationView) });
