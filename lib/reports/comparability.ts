import type { Executor } from "@/db/client";
import { number, plural } from "@/lib/format";
import { daysBetween } from "@/lib/snapshots/days";
import { statisticsCover } from "@/lib/snapshots/read-figures";
import type { ScopeAccount } from "./coverage-repository";
import { addSums, NO_SUMS, sumAll, withoutPart } from "./figures";
import type { Period } from "./plan-period";
import { type FigureRow, type FigureSums, type FiguresScope, readFigures } from "./repository";
import {
  COVERAGE_MARGIN,
  type Compared,
  type Comparison,
  type Coverage as CoverageReply,
  MIN_BASELINE,
  MIN_KNOWN,
} from "./schema";

/** Account-days known in the two periods, and days of the earlier one on which anything is stored. */
type Coverage = { now: number | null; before: number | null; storedDays: number; days: number };

/** Why two periods cannot be compared, in words for beside a figure; null where they can. */
export function comparisonProblem({ now, before, storedDays, days }: Coverage): string | null {
  const [known, was] = [now ?? 0, before ?? 0];
  if (storedDays === 0 || was === 0) return "no history to compare with";
  if (storedDays < MIN_BASELINE * days) return `only ${plural(storedDays, "day")} to compare with`;
  const most = Math.max(known, was);
  if (Math.min(known, was) >= (1 - COVERAGE_MARGIN) * most) return null;
  const [less, period] = was < known ? [was, "the earlier period"] : [known, "this period"];
  return `not comparable yet: ${number(less)} of ${number(most)} account-days of ${period} are captured`;
}

/** The period compared to, with whether its figures may be set beside those of the period. */
export function describeCompared(
  compared: (Period & { kind: Exclude<Comparison, "none"> }) | null,
  now: FigureSums,
  before: FigureSums,
  storedDays: number,
): Compared | null {
  if (!compared) return null;
  const days = daysBetween(compared.from, compared.to);
  const reason = comparisonProblem({ now: now.known, before: before.known, storedDays, days });
  return { ...compared, storedDays, usable: reason === null, reason };
}

/** Accounts that are known on too few days to be compared, with their share of the sums. */
export type ThinAccounts = { now: Map<string, FigureSums>; before: Map<string, FigureSums> };
type FewDays = CoverageReply["fewDays"];

/**
 * Networks without daily statistics leave single days: their accounts known on less than half of either period's days are
 * kept out of every change, and told of beside the figures that count them. All other accounts count in full; where they
 * lack days, the periods are not compared at all.
 */
export async function readThinAccounts(
  db: Executor,
  scope: FiguresScope,
  accounts: readonly ScopeAccount[],
  period: Period,
  compared: Period | null,
): Promise<ThinAccounts & { fewDays: FewDays }> {
  const asked = accounts.filter((account) => !statisticsCover(account)).map(({ id }) => id);
  const thin: ThinAccounts = { now: new Map(), before: new Map() };
  if (asked.length === 0) return { ...thin, fewDays: null };
  const ask = (range: Period) =>
    readFigures(db, { ...scope, accountIds: asked }, { ...range, key: "account", countDays: false });
  const [now, before] = await Promise.all([ask(period), compared ? ask(compared) : []]);
  // Posts are counted from the posts themselves, which are known of every network.
  const byAccount = (rows: FigureRow[]) => new Map(rows.map((row) => [row.key, { ...row, posts: null }]));
  const [own, was] = [byAccount(now), byAccount(before)];
  const enough = (row: FigureRow | undefined, { from, to }: Period) =>
    (row?.known ?? 0) >= MIN_KNOWN * daysBetween(from, to);
  const few = [...own.values()].filter((row) => !enough(row, period));
  const fewDays = few.length === 0 ? null : { accounts: few.length, reach: sumAll(few).reach };
  for (const id of compared ? asked : []) {
    const [row, earlier] = [own.get(id), was.get(id)];
    if (enough(row, period) && compared && enough(earlier, compared)) continue;
    if (row) thin.now.set(id, row);
    if (earlier) thin.before.set(id, earlier);
  }
  return { ...thin, fewDays };
}

/** Accounts that may not be compared by their own coverage, though the row they are in may be: with their share of the sums. */
export function findUneven(
  now: readonly FigureRow[],
  before: readonly FigureRow[],
  thin: ThinAccounts,
  days: number,
): ThinAccounts {
  const uneven: ThinAccounts = { now: new Map(), before: new Map() };
  const earlier = new Map(before.map((row) => [row.key, row]));
  const own = new Map(now.map((row) => [row.key, row]));
  for (const key of new Set([...own.keys(), ...earlier.keys()])) {
    if (thin.now.has(key) || thin.before.has(key)) continue;
    const [row, was] = [own.get(key), earlier.get(key)];
    if (comparisonProblem(coverageOf(row, was, days)) === null) continue;
    // Posts are counted otherwise.
    if (row) uneven.now.set(key, { ...row, posts: null });
    if (was) uneven.before.set(key, { ...was, posts: null });
  }
  return uneven;
}

const coverageOf = (row: FigureRow | undefined, was: FigureRow | undefined, days: number): Coverage => ({
  now: row?.known ?? null,
  before: was?.known ?? null,
  storedDays: was?.days ?? 0,
  days,
});

/** Rows that may be compared, without their uneven accounts; a row that may not keeps them, and so its reason. */
export function withoutUneven(
  { part, was }: { part: readonly FigureRow[]; was: readonly FigureRow[] },
  uneven: ThinAccounts,
  accounts: readonly ScopeAccount[],
  keyOf: (account: ScopeAccount) => string,
  days: number,
): { part: FigureRow[]; was: FigureRow[] } {
  const earlier = new Map(was.map((row) => [row.key, row]));
  const fine = new Set(
    part.flatMap((row) =>
      comparisonProblem(coverageOf(row, earlier.get(row.key), days)) === null ? [row.key] : [],
    ),
  );
  const ours = accounts.filter((account) => fine.has(keyOf(account)));
  return {
    part: withoutThin(part, uneven.now, ours, keyOf),
    was: withoutThin(was, uneven.before, ours, keyOf),
  };
}

/**
 * What of the rows stands for the whole in a change: those that may be compared by their own coverage, so that a change of the
 * whole lies between those of its parts. Posts are counted otherwise and stay those of all rows.
 */
export function comparableSums(
  part: readonly FigureRow[],
  was: readonly FigureRow[],
  days: number,
): { part: FigureSums; was: FigureSums } {
  const earlier = new Map(was.map((row) => [row.key, row]));
  const whole = { part: sumAll(part), was: sumAll(was) };
  const kept = new Set(
    part.flatMap((row) =>
      comparisonProblem(coverageOf(row, earlier.get(row.key), days)) === null ? [row.key] : [],
    ),
  );
  if (kept.size === 0) return whole;
  const sums = (rows: readonly FigureRow[], posts: number | null): FigureSums => ({
    ...sumAll(rows.filter(({ key }) => kept.has(key))),
    posts,
  });
  return { part: sums(part, whole.part.posts), was: sums(was, whole.was.posts) };
}

/** The rows without what the thin accounts added to them; `keyOf` says to which row an account belongs. */
export function withoutThin(
  rows: readonly FigureRow[],
  thin: ReadonlyMap<string, FigureSums>,
  accounts: readonly ScopeAccount[],
  keyOf: (account: ScopeAccount) => string,
): FigureRow[] {
  if (thin.size === 0) return [...rows];
  const parts = new Map<string, FigureSums>();
  for (const account of accounts) {
    const part = thin.get(account.id);
    if (part) parts.set(keyOf(account), addSums(parts.get(keyOf(account)) ?? NO_SUMS, part));
  }
  return rows.map((row) => withoutPart(row, parts.get(row.key) ?? NO_SUMS));
}
