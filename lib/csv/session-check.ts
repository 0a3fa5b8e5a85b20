import { Fingerprints } from "./fingerprints";
import { type Issue, IssueList } from "./issues";
import type { SheetValidators } from "./places";
import { forgetPosts, type Plan } from "./plan";
import type { SessionRows } from "./session-rows";
import { type CheckedRow, reportCaps, reportDuplicate } from "./validate";

const UNCHECKED: CheckedRow = Object.freeze({ scheduledLocal: null, accountIds: [], issues: [] });

/**
 * What is wrong with the rows of an open sheet. An edit checks its own row again; only what rows have to do with each
 * other (duplicates, posts a day) is worked out anew over all of them, from numbers that are kept.
 */
export class SessionCheck {
  private alone: CheckedRow[] = [];
  private plans: Plan[] = [];
  private places: number[] = [];
  private days: number[] = [];
  private lows: number[] = [];
  private highs: number[] = [];
  /** Issues that a row has because of others. */
  private between = new Map<number, Issue[]>();

  constructor(
    private readonly rows: SessionRows,
    private readonly validators: SheetValidators,
  ) {
    for (let index = 0; index < rows.length; index++) this.checkAlone(index);
    this.checkBetween();
  }

  get length(): number {
    return this.alone.length;
  }

  /** Checks rows again after their cells changed, or they were left out, taken in or added. */
  again(indexes: Iterable<number>): void {
    for (let index = this.alone.length; index < this.rows.length; index++) this.checkAlone(index);
    for (const index of indexes) this.checkAlone(index);
    this.checkBetween();
  }

  private checkAlone(index: number): void {
    const { rows } = this;
    const values = rows.valuesAt(index);
    const { validator, place, trouble } = this.validators.of(values);
    const { plan, local } = validator.checkAlone(rows.numberAt(index), values, undefined, trouble);
    this.alone[index] = {
      scheduledLocal: local,
      accountIds: plan.accountIds,
      issues: validator.issues.take(),
    };
    this.plans[index] = plan;
    this.places[index] = place;
    this.days[index] = local === null ? -1 : validator.clock.day;
    this.lows[index] = validator.seen.low;
    this.highs[index] = validator.seen.high;
  }

  private checkBetween(): void {
    const { rows, plans, days, lows, highs, places } = this;
    // Rows of different locations have nothing to do with each other.
    const seen = this.validators.all.map(() => new Fingerprints());
    const issues = new IssueList();
    this.between = new Map();
    for (const plan of new Set(plans)) for (const counter of plan.capped) forgetPosts(counter);
    for (let index = 0; index < plans.length; index++) {
      const plan = plans[index];
      if (!plan || !rows.isCounted(index)) continue;
      const row = rows.numberAt(index);
      issues.start(row);
      const day = days[index] ?? -1;
      if (day >= 0) reportCaps(plan, day, issues);
      const before = seen[places[index] ?? 0]?.insert(lows[index] ?? 0, highs[index] ?? 0, row) ?? 0;
      if (before > 0) reportDuplicate(before, issues);
      const found = issues.take();
      if (found.length > 0) this.between.set(index, found);
    }
  }

  issuesAt(index: number): readonly Issue[] {
    if (!this.rows.isCounted(index)) return UNCHECKED.issues;
    const alone = this.alone[index]?.issues ?? UNCHECKED.issues;
    const between = this.between.size === 0 ? undefined : this.between.get(index);
    return between ? [...alone, ...between] : alone;
  }

  localAt(index: number): string | null {
    return this.rows.isCounted(index) ? (this.alone[index]?.scheduledLocal ?? null) : null;
  }

  accountsAt(index: number): readonly string[] {
    return this.alone[index]?.accountIds ?? UNCHECKED.accountIds;
  }

  /** Position of the row's location among the target's; 0 is the file's own. */
  placeAt(index: number): number {
    return this.places[index] ?? 0;
  }

  at(index: number): CheckedRow {
    if (!this.rows.isCounted(index)) return { ...UNCHECKED };
    return {
      scheduledLocal: this.localAt(index),
      accountIds: [...this.accountsAt(index)],
      issues: [...this.issuesAt(index)],
    };
  }
}
