import { list, number, plural } from "@/lib/format";
import { platformLabel } from "@/lib/upstream/contract/words";
import type { Coverage, KeyFigure } from "./schema";

type Known = { daysKnown: number; daysInPeriod: number };

/** "1 of 30 days" for beside a figure that fewer days stand behind than it seems; null where all do, or none. */
export function daysNote({ daysKnown, daysInPeriod }: Known, accounts = 1): string | null {
  if (daysKnown === 0 || daysKnown >= daysInPeriod) return null;
  return `${number(daysKnown)} of ${number(daysInPeriod)} ${accounts === 1 ? "days" : "account-days"}`;
}

/** The same of all rows together. */
export function daysOf(rows: readonly Known[]): Known {
  return rows.reduce<Known>(
    (sum, row) => ({
      daysKnown: sum.daysKnown + row.daysKnown,
      daysInPeriod: sum.daysInPeriod + row.daysInPeriod,
    }),
    { daysKnown: 0, daysInPeriod: 0 },
  );
}

/** Whether a change leaves out accounts that the figure counts: the two numbers beside it then do not give it. */
export const isLikeForLike = ({ value, previous, change }: KeyFigure): boolean =>
  value !== null && previous !== null && change !== null && value - previous !== change;

/** Of which accounts the figures count a few days alone; null where of none, or where there is but one account. */
export function fewDaysText({ accounts, notCovered, fewDays }: Coverage): string | null {
  if (fewDays === null || accounts + notCovered.length < 2) return null;
  const one = fewDays.accounts === 1;
  const known = `${plural(fewDays.accounts, "account")} ${one ? "is" : "are"} known on fewer than half of these days`;
  const counted =
    fewDays.reach === null ? "what is known" : `${one ? "its" : "their"} reach of ${number(fewDays.reach)}`;
  return `${known}: ${counted} is in the total and in no change`;
}

/** "19 accounts have no daily statistics (10 TikTok, 9 Threads)", a few by name; null where all have them. */
export function withoutDailyText({ notCovered }: Pick<Coverage, "notCovered">): string | null {
  if (notCovered.length === 0) return null;
  if (notCovered.length <= 3) {
    const names = list(notCovered.map(({ name, platform }) => `${name} (${platformLabel(platform)})`));
    return `${names} ${notCovered.length === 1 ? "has" : "have"} no daily statistics`;
  }
  const counts = new Map<string, number>();
  for (const { platform } of notCovered) counts.set(platform, (counts.get(platform) ?? 0) + 1);
  const kinds = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => `${count} ${platformLabel(kind)}`);
  return `${plural(notCovered.length, "account")} have no daily statistics (${kinds.join(", ")})`;
}
