import { z } from "zod";
import { REPORT_METRICS } from "@/lib/reports/schema";

export const MAX_TARGET = 1_000_000_000_000;

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "Give the month as YYYY-MM, for example 2026-03.");

export const goalsQuery = z.strictObject({ locationId: z.string().min(1), month: month.optional() });
export type GoalsQuery = z.output<typeof goalsQuery>;

export const setGoalBody = z.strictObject({
  locationId: z.string().min(1),
  month,
  metric: z.enum(REPORT_METRICS),
  /** Null takes the goal away. */
  target: z
    .number()
    .int("A target is a whole number.")
    .min(1, "A target is at least 1.")
    .max(MAX_TARGET, "This target is too large.")
    .nullable(),
});
export type SetGoal = z.output<typeof setGoalBody>;

export const goalView = z.object({
  metric: z.enum(REPORT_METRICS),
  target: z.number(),
  /** Reached so far; of followers the count now. Null: nobody reported it. */
  value: z.number().nullable(),
  /** Where the count of followers stood when the month began; null for all others. */
  start: z.number().nullable(),
  /** A share of 1: of followers, what was gained of what is to be gained. Null where it is not known. */
  progress: z.number().nullable(),
  updatedBy: z.string(),
});
export type GoalView = z.output<typeof goalView>;

export const goalsReply = z.object({
  locationId: z.string(),
  month,
  /** Days of the month that are over, and all of them. */
  daysOver: z.number().int(),
  days: z.number().int(),
  goals: z.array(goalView),
});
export type GoalsReply = z.output<typeof goalsReply>;
