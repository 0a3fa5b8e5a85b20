import type { Scope } from "@/lib/snapshots/check-scope";
import { addDays, daysBetween } from "@/lib/snapshots/days";
import type { ScopeAccount } from "./coverage-repository";
import { rowsByKey } from "./figures";
import type { FollowersRow } from "./followers-repository";
import { type Period, planBuckets } from "./plan-period";
import type { ScopeCoverage } from "./read-coverage";
import type { FigureRow, Point } from "./repository";
import { type AccountRow, MIN_KNOWN, type PlatformRow, type Report } from "./schema";
import { keyed, shapeRow } from "./shape-report";

export const SPARK_DAYS = 14;

/** The rows of a key: all of them, what of them may be compared, and what they are compared to. */
export type TableRows = { now: FigureRow[]; part: FigureRow[]; was: FigureRow[] };

export function platformRows(
  accounts: readonly ScopeAccount[],
  rows: TableRows,
  followers: Map<string, FollowersRow>,
  days: { period: number; compared: number },
): PlatformRow[] {
  const [sums, parts, was] = [keyed(rows.now), keyed(rows.part), keyed(rows.was)];
  const platforms = new Set([...accounts.map(({ platform }) => platform), ...sums.keys()]);
  return [...platforms]
    .map((platform) => {
      const own = accounts.filter((account) => account.platform === platform).length;
      return {
        platform,
        accounts: own,
        ...shapeRow(
          sums.get(platform),
          { part: parts.get(platform), was: was.get(platform), days: days.compared },
          followers.get(platform),
          own * days.period,
        ),
      };
    })
    .sort((a, b) => (b.reach.value ?? -1) - (a.reach.value ?? -1) || a.platform.localeCompare(b.platform));
}

export function accountRows(
  scope: Scope,
  period: Period,
  covered: ScopeCoverage,
  rows: {
    accounts: FigureRow[];
    accountsBefore: FigureRow[];
    spark: Point[];
    silent: { account_id: string }[];
  },
  followers: Map<string, FollowersRow>,
  comparedDays: number,
): AccountRow[] {
  const now = keyed(rows.accounts);
  const was = keyed(rows.accountsBefore);
  const names = new Map(scope.locations.map(({ id, name }) => [id, name]));
  const sparks = rowsByKey(rows.spark);
  const sparkDays = planBuckets(
    { from: addDays(period.to, -(SPARK_DAYS - 1)), to: period.to },
    "day",
    scope.today,
  );
  const wantedDays = daysBetween(period.from, period.to);
  return covered.accounts
    .map((account) => {
      const line = new Map((sparks.get(account.id) ?? []).map(({ bucket, value }) => [bucket, value]));
      const days = now.get(account.id)?.days ?? 0;
      const silent = rows.silent.filter((row) => row.account_id === account.id).length;
      const failure = covered.failures.get(account.id);
      return {
        accountId: account.id,
        name: account.name,
        platform: account.platform,
        locationId: account.location_id,
        locationName: names.get(account.location_id) ?? account.location_id,
        ...statusOf(failure?.kind, failure?.reason ?? null, { days, silent, wantedDays }),
        spark: sparkDays.map(({ start }) => line.get(start) ?? null),
        ...shapeRow(
          now.get(account.id),
          { part: now.get(account.id), was: was.get(account.id), days: comparedDays },
          followers.get(account.id),
          wantedDays,
        ),
      };
    })
    .sort((a, b) => (b.reach.value ?? -1) - (a.reach.value ?? -1) || a.name.localeCompare(b.name));
}

function statusOf(
  failure: "expired" | "not_covered" | "upstream" | undefined,
  reason: string | null,
  { days, silent, wantedDays }: { days: number; silent: number; wantedDays: number },
): Pick<AccountRow, "status" | "reason"> {
  if (failure === "upstream") return { status: "failing", reason };
  const reported = days - silent;
  // A kind of account without daily statistics may be known on single days all the same.
  if (failure && !(failure === "not_covered" && reported > 0)) return { status: failure, reason };
  if (reported <= 0) return { status: "no_data", reason: "Nothing is stored for this period." };
  if (reported < MIN_KNOWN * wantedDays) {
    const reason = `${reported} of ${wantedDays} days are known: too few to be compared.`;
    return { status: "partial", reason };
  }
  if (reported < wantedDays) {
    return { status: "gaps", reason: `${reported} of ${wantedDays} days are known.` };
  }
  return { status: "complete", reason: null };
}

/** Runs of silent days become one line each; the longest three are told. */
export function silencesOf(
  silent: readonly { account_id: string; day: string }[],
  labels: ReadonlyMap<string, { label: string; platform: string | null }>,
): Report["silences"] {
  const runs: { accountId: string; from: string; to: string }[] = [];
  for (const { account_id, day } of silent) {
    const last = runs.at(-1);
    if (last && last.accountId === account_id && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ accountId: account_id, from: day, to: day });
  }
  return runs
    .filter(({ accountId }) => labels.has(accountId))
    .sort((a, b) => daysBetween(b.from, b.to) - daysBetween(a.from, a.to) || (a.from < b.from ? 1 : -1))
    .slice(0, 3)
    .map(({ accountId, from, to }) => ({
      name: labels.get(accountId)?.label ?? accountId,
      platform: labels.get(accountId)?.platform ?? "",
      from,
      to,
    }));
}
