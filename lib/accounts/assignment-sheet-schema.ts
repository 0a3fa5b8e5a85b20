import { z } from "zod";

export const MAX_ASSIGNMENT_SHEET_BYTES = 5 * 1024 * 1024;

export const ASSIGNMENT_COLUMNS = [
  "locationId",
  "location",
  "platform",
  "account",
  "accountId",
  "assigned",
] as const;
export type AssignmentColumn = (typeof ASSIGNMENT_COLUMNS)[number];

export const ASSIGNMENT_HEADERS: Record<AssignmentColumn, string> = {
  locationId: "Location ID",
  location: "Location",
  platform: "Platform",
  account: "Account",
  accountId: "Account ID",
  assigned: "Assigned (yes/no)",
};

const named = z.object({ id: z.string(), name: z.string(), platform: z.string() });

export const assignmentPlan = z.object({
  locationId: z.string(),
  locationName: z.string(),
  added: z.array(named),
  removed: z.array(named),
  /** The whole list to assign, and the one it was compared with. */
  accountIds: z.array(z.string()),
  expected: z.array(z.string()),
});
export type AssignmentPlan = z.output<typeof assignmentPlan>;

export const assignmentPreview = z.object({
  rows: z.number().int(),
  plans: z.array(assignmentPlan),
  /** Locations of the sheet whose assignment is as it says. */
  unchanged: z.number().int(),
  /** Lines that are left out, and why. */
  problems: z.array(z.object({ row: z.number().int(), message: z.string() })),
});
export type AssignmentPreview = z.output<typeof assignmentPreview>;
