import { z } from "zod";
import { addDays, daysBetween } from "./days";
import { statisticsCover } from "./read-figures";
import { type CaptureFailure, FIRST_CAPTURE_DAYS, MAX_BACKFILL_DAYS } from "./schema";

export type CapturedAccount = {
  id: string;
  profileId: string | null;
  name: string;
  platform: string;
  type: string | null;
  isExpired: boolean;
  expiresAt: Date | null;
};

/** Days wanted and done of one account, counted backwards from the capture's last day. */
const accountProgress = z.object({ days: z.number().int(), done: z.number().int() });
const storedProgress = z.record(z.string(), accountProgress).catch({});
export type Progress = z.output<typeof storedProgress>;

export const progressOf = (stored: unknown): Progress => storedProgress.parse(stored);

/**
 * How many days to ask for each account: the capture's period, and further back where an account has a hole since its
 * newest snapshot or no history at all. Planned once and kept with the capture, so that a repeat wants the same days.
 */
export function planCapture(
  capture: { fromDay: string; toDay: string },
  accounts: readonly CapturedAccount[],
  newestDays: ReadonlyMap<string, string>,
  known: Progress,
): Progress {
  const period = daysBetween(capture.fromDay, capture.toDay);
  const plan: Progress = {};
  for (const account of accounts) {
    if (!statisticsCover(account) || account.profileId === null) continue;
    const newest = newestDays.get(account.id);
    const missing = newest === undefined ? FIRST_CAPTURE_DAYS : daysBetween(newest, capture.toDay) - 1;
    const days = Math.min(Math.max(period, missing), MAX_BACKFILL_DAYS);
    plan[account.id] = known[account.id] ?? { days, done: 0 };
  }
  return plan;
}

/** The account's next days to ask, newest first. */
export function nextDays(toDay: string, progress: Progress[string] | undefined, count: number): string[] {
  if (!progress) return [];
  const left = Math.min(count, progress.days - progress.done);
  return Array.from({ length: Math.max(0, left) }, (_, index) => addDays(toDay, -(progress.done + index)));
}

export function progressSum(plan: Progress): { total: number; done: number } {
  const each = Object.values(plan);
  return {
    total: each.reduce((sum, account) => sum + account.days, 0),
    done: each.reduce((sum, account) => sum + Math.min(account.done, account.days), 0),
  };
}

const dayText = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** What is known before anything is asked: expired authorizations and networks without statistics. */
export function knownFailures(
  accounts: readonly CapturedAccount[],
  hasActivity: (accountId: string) => boolean,
): CaptureFailure[] {
  return accounts.flatMap((account): CaptureFailure[] => {
    const { id: accountId, name, platform } = account;
    if (account.isExpired) {
      const since = account.expiresAt ? ` on ${dayText.format(account.expiresAt)}` : "";
      const reason = `Its authorization expired${since}. Reconnect the account; days missed until then are fetched afterwards.`;
      return [{ accountId, name, platform, kind: "expired", reason }];
    }
    if (hasActivity(accountId) || (statisticsCover(account) && account.profileId !== null)) return [];
    const reason =
      "The Social Media API has no daily statistics for this kind of account, so there is nothing to store.";
    return [{ accountId, name, platform, kind: "not_covered", reason }];
  });
}
