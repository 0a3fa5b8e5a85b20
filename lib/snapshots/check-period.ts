import { AppError } from "@/lib/errors";
import { addDays, daysBetween } from "./days";
import { MAX_PERIOD_DAYS } from "./schema";

/**
 * The period a person asked for; by default the 30 days that ended yesterday. Throws `invalid_input` where it ends before
 * it starts or is longer than three years.
 */
export function checkPeriod(
  asked: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string } {
  const to = asked.to ?? addDays(today, -1);
  const from = asked.from ?? addDays(to, -29);
  const length = daysBetween(from, to);
  if (length < 1) {
    throw new AppError("invalid_input", {
      message: `The period ends (${to}) before it starts (${from}). Swap the two days.`,
      fields: [{ path: "query.to", message: "lies before the first day" }],
    });
  }
  if (length > MAX_PERIOD_DAYS) {
    throw new AppError("invalid_input", {
      message: `The period has ${length.toLocaleString("en-GB")} days; at most ${MAX_PERIOD_DAYS.toLocaleString("en-GB")} (three years) fit. Choose a shorter one.`,
      fields: [{ path: "query.from", message: "lies too far back" }],
    });
  }
  return { from, to };
}
