import { Temporal } from "temporal-polyfill";
import type { Clock } from "@/lib/context";
import { AppError } from "@/lib/errors";

const DAY_MS = 24 * 3_600_000;
const BACK_DAYS = 30;
const AHEAD_DAYS = 120;

const isDay = (text: string): boolean => text.length === 10;

/** The first moment of a day on the location's clock, whatever its length. */
function startOf(day: string, timezone: string, plusDays = 0): number {
  return Temporal.PlainDate.from(day).add({ days: plusDays }).toZonedDateTime(timezone).epochMilliseconds;
}

/**
 * The asked period as instants; days are the location's own, the last one whole. By default from 30 days back to 120 ahead.
 * Throws where it runs backwards.
 */
export function periodOf(
  clock: Clock,
  asked: { from?: string | undefined; to?: string | undefined },
  timezone: string,
): { from: string; to: string } {
  const now = clock.now().getTime();
  const { from = new Date(now - BACK_DAYS * DAY_MS).toISOString() } = asked;
  const { to = new Date(now + AHEAD_DAYS * DAY_MS).toISOString() } = asked;
  const first = isDay(from) ? startOf(from, timezone) : Date.parse(from);
  const last = isDay(to) ? startOf(to, timezone, 1) - 1 : Date.parse(to);
  if (last < first) {
    throw new AppError("invalid_input", { message: "The period ends before it starts. Choose a later end." });
  }
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}
