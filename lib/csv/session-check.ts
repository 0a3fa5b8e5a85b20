import { Fingerprints } from "./fingerprints";
import { type Issue, IssueList } from "./issues";
import { forgetPosts, type Plan } from "./plan";
import type { SessionRows } from "./session-rows";
import { type CheckedRow, reportCaps, reportDuplicate, Validator, type ValidatorOptions } from "./validate";

const UNCHECKED: CheckedRow = Object.freeze({ scheduledLocal: null, accountIds: [], issues: [] });

/**
 * What is wrong with the rows of an open sheet. An edit checks its own row again; only what rows have to do with each
 * other (duplicates, posts a day) is worked out anew over all of them, from numbers that are kept.
 */
export class SessionCheck {
  private readonly validator: Validator;
  private alone: CheckedRow[] = [];
  private plans: Plan[] = [];
  private days: Int32Array;
  private lows: Int32Array;
  private highs: Int32Array;
  /** Issues that a row has because of others. */
  private between = new Map<number, Issue[]>();

  constructor(
    private readonly rows: SessionRows,
    options: ValidatorOptions,
  ) {
    this.validator = new Validator(options);
    const { length } = rows;
    this.days = new Int32Array(length);
    this.lows = new Int32Array(length);
    this.highs = new Int32Array(length);
    this.alone = new Array(length);
    this.plans = new Array(length);
    for (let index = 0; index < length; index++) this.checkAlone(index);
    this.checkBetween();
  }

  get length(): number {
    return this.alone.length;
  }

  /** Checks rows again after their cells changed, or they were left out or taken in. */
  again(indexes: Iterable<number>): void {
    for (const index of indexes) this.checkAlone(index);
    this.checkBetween();
  }

  private checkAlone(index: number): void {
    const { rows, validator } = this;
    const { plan, local } = validator.checkAlone(rows.numberAt(index), rows.valuesAt(index));
    this.alone[index] = {
      scheduledLocal: local,
      accountIds: plan.accountIds,
      issues: validator.issues.take(),
    };
    this.plans[index] = plan;
    this.days[index] = local === null ? -1 : validator.clock.day;
    this.lows[index] = validator.seen.low;
    this.highs[index] = validator.seen.high;
  }

  private checkBetween(): void {
    const { rows, plans, days, lows, highs } = this;
    const seen = new Fingerprints();
    const issues = new IssueList();
    this.between = new Map();
    for (const plan of new Set(plans)) for (const counter of plan.capped) forgetPosts(counter);
    for (let index = 0; index < plans.length; index++) {
      const plan = plans[index];
      if (!plan || rows.isExcluded(index)) continue;
      const row = rows.numberAt(index);
      issues.start(row);
      const day = days[index] ?? -1;
      if (day >= 0) reportCaps(plan, day, issues);
      const before = seen.insert(lows[index] ?? 0, highs[index] ?? 0, row);
      if (before > 0) reportDuplicate(before, issues);
      const found = issues.take();
      if (found.length > 0) this.between.set(index, found);
    }
  }

  issuesAt(index: number): readonly Issue[] {
    if (this.rows.isExcluded(index)) return UNCHECKED.issues;
    const alone = this.alone[index]?.issues ?? UNCHECKED.issues;
    const between = this.between.size === 0 ? undefined : this.between.get(index);
    return between ? [...alone, ...between] : alone;
  }

  localAt(index: number): string | null {
    return this.rows.isExcluded(index) ? null : (this.alone[index]?.scheduledLocal ?? null);
  }

  accountsAt(index: number): readonly string[] {
    return this.alone[index]?.accountIds ?? UNCHECKED.accountIds;
  }

  at(index: number): CheckedRow {
    if (this.rows.isExcluded(index)) return { ...UNCHECKED };
    return {
      scheduledLocal: this.localAt(index),
      accountIds: [...this.accountsAt(index)],
      issues: [...this.issuesAt(index)],
    };
  }
}
