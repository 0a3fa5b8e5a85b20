import type { Slot } from "../shelf/queues";

/** Queues say what happened inside their results. */
export function said<Results extends object>(statusCode: number, message: string, results: Results) {
  return { success: true as const, statusCode, results: { message, ...results } };
}

export function within({ startDate, endDate }: { startDate: string; endDate: string }) {
  const [from, to] = [Date.parse(startDate), Date.parse(endDate)];
  return ({ at }: Slot) => at !== null && at >= from && at <= to;
}

export function toAccounts(ids: string[] | undefined, wanted: string[] | undefined): boolean {
  return !wanted?.length || (ids ?? []).some((id) => wanted.includes(id));
}
