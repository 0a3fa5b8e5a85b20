import { z } from "zod";
import { assignmentPlan } from "./assignment-sheet-schema";
import { assignAccountsBody } from "./schema";

export const ASSIGNMENT_ITEM_OUTCOMES = [
  "waiting",
  "assigned",
  "stored",
  "refused",
  "failed",
  "skipped",
] as const;
export type AssignmentItemOutcome = (typeof ASSIGNMENT_ITEM_OUTCOMES)[number];

/** A location's plan as the preview of the sheet showed it. */
export const plannedAssignment = assignmentPlan.extend({
  accountIds: assignAccountsBody.shape.accountIds,
  expected: z.array(z.string().max(200)).max(200),
});
export type PlannedAssignment = z.output<typeof plannedAssignment>;

export const startAssignmentsBody = z.object({
  fileName: z.string().min(1).max(255),
  plans: z
    .array(plannedAssignment)
    .min(1, "Nothing of this sheet would change.")
    .max(5_000, "At most 5,000 locations can be assigned at once. Cut the file into parts.")
    .refine(
      (plans) => new Set(plans.map(({ locationId }) => locationId)).size === plans.length,
      "The same location is named twice.",
    ),
});

export const assignmentChangeView = z.object({
  changeId: z.string(),
  fileName: z.string(),
  status: z.enum(["running", "completed", "partial", "failed", "cancelled"]),
  total: z.number().int(),
  counts: z.record(z.enum(ASSIGNMENT_ITEM_OUTCOMES), z.number().int()),
  requestedByName: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  items: z.array(
    z.object({
      plan: assignmentPlan,
      outcome: z.enum(ASSIGNMENT_ITEM_OUTCOMES),
      /** What the Social Media API said, or why it was not assigned. */
      reason: z.string().nullable(),
    }),
  ),
});
export type AssignmentChangeView = z.output<typeof assignmentChangeView>;
