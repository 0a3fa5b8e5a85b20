import type { Clock } from "@/lib/context";
import { AppError } from "@/lib/errors";

const DAY_MS = 24 * 3_600_000;
const BACK_DAYS = 30;
const AHEAD_DAYS = 120;

/** The asked period as instants; by default from 30 days back to 120 ahead. Throws where it runs backwards. */
export function periodOf(
  clock: Clock,
  asked: { from?: string | undefined; to?: string | undefined },
): { from: string; to: string } {
  const now = clock.now().getTime();
  const from = asked.from ? Date.parse(asked.from) : now - BACK_DAYS * DAY_MS;
  const to = asked.to ? Date.parse(asked.to) : now + AHEAD_DAYS * DAY_MS;
  if (to < from) {
    throw new AppError("invalid_input", { message: "The period ends before it starts. Choose a later end." });
  }
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
