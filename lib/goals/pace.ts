import { number } from "@/lib/format";
import { type GoalView, MAX_TARGET } from "./schema";

export type Pace = "reached" | "missed" | "ahead" | "on_pace" | "behind" | "unknown" | "ahead_of_time";

/** So far off the even pace counts as on it: one day more or less is no news. */
const EVEN = 0.05;

/**
 * How a goal stands against an even pace through its month. `ahead_of_time`: the month has not begun; `unknown`: nobody
 * reported the metric. A month that is over leaves only `reached` and `missed`.
 */
export function paceOf(
  goal: Pick<GoalView, "value" | "target" | "progress">,
  month: { daysOver: number; days: number },
): Pace {
  if (month.daysOver <= 0) return "ahead_of_time";
  if (goal.value === null) return "unknown";
  if (goal.value >= goal.target) return "reached";
  if (month.daysOver >= month.days) return "missed";
  if (goal.progress === null) return "unknown";
  const gone = month.daysOver / month.days;
  if (goal.progress > gone + EVEN) return "ahead";
  return goal.progress < gone - EVEN ? "behind" : "on_pace";
}

const whole = (share: number): string => `${number(Math.floor(share * 100))}%`;

/** "62% with 70% of the month gone". */
export function paceText(
  goal: Pick<GoalView, "value" | "target" | "progress">,
  month: { daysOver: number; days: number },
): string {
  const pace = paceOf(goal, month);
  if (pace === "ahead_of_time") return "the month has not begun";
  if (goal.progress === null) return "not known yet";
  // A goal that is missed by a hair does not read as met.
  const done = whole(pace === "reached" ? Math.max(1, goal.progress) : Math.min(goal.progress, 0.99));
  if (month.daysOver >= month.days) return `${done} at the end of the month`;
  return `${done} with ${whole(month.daysOver / month.days)} of the month gone`;
}

const GROUPED = /^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$/;

/** A whole number as people type it, with or without marks between thousands; null where it cannot be read. */
export function readTarget(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d+$/.test(text) && !GROUPED.test(text)) return null;
  const target = Number(text.replace(/\D/g, ""));
  return target >= 1 && target <= MAX_TARGET ? target : null;
}
