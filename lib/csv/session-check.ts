import { localOf } from "./dates";
import { type Issue, IssueList } from "./issues";
import { NumberList } from "./number-list";
import type { SheetValidators } from "./places";
import { forgetPosts, type Plan } from "./plan";
import type { SessionRows } from "./session-rows";
import { quickKey, Twins } from "./twins";
import { type CheckedRow, reportCaps, reportDuplicate, wordsOf } from "./validate";
import type { Values } from "./values";

const NO_ISSUES: readonly Issue[] = Object.freeze([]);
const NO_ACCOUNTS: readonly string[] = Object.freeze([]);
const NO_DAY = -1;
const DAY_SECONDS = 86_400;

/**
 * What is wrong with the rows of an open sheet. An edit checks its own row again; only what rows have to do with each
 * other (duplicates, posts a day) is worked out anew over all of them, from numbers that are kept. A row that nothing is
 * wrong with is some numbers and no object.
 */
export class SessionCheck {
  private readonly plans: Plan[] = [];
  private readonly places = new NumberList();
  private readonly days = new NumberList();
  private readonly seconds = new NumberList();
  private readonly lows = new NumberList();
  private readonly highs = new NumberList();
  /** Issues of rows by themselves, where there are any. */
  private readonly alone = new Map<number, Issue[]>();
  /** Issues that a row has because of others. */
  private between = new Map<number, Issue[]>();
  /** 1 where either has something of the row. */
  private readonly noted = new NumberList();
  private readonly found = new IssueList();
  /** Posts by place: rows of different locations have nothing to do with each other. */
  private seen: Twins[];

  constructor(
    private readonly rows: SessionRows,
    private readonly validators: SheetValidators,
  ) {
    this.seen = this.nothingSeen();
    for (let index = 0; index < rows.length; index++) this.add(rows.valuesAt(index));
  }

  get length(): number {
    return this.plans.length;
  }

  /** Checks the next row of the file while its cells are at hand. */
  add(values: Values): void {
    const index = this.plans.length;
    this.checkAlone(index, values);
    this.compare(index);
  }

  /** Checks rows again after their cells changed, or they were left out, taken in or added. */
  again(indexes: Iterable<number>): void {
    const { rows } = this;
    for (let index = this.plans.length; index < rows.length; index++)
      this.checkAlone(index, rows.valuesAt(index));
    for (const index of indexes) this.checkAlone(index, rows.valuesAt(index));
    this.checkBetween();
  }

  private checkAlone(index: number, values: Values): void {
    const { validator, place, trouble } = this.validators.of(values);
    const { plan, local } = validator.checkAlone(this.rows.numberAt(index), values, trouble);
    const issues = validator.issues.take();
    if (issues.length > 0) this.alone.set(index, issues);
    else if (this.alone.size > 0) this.alone.delete(index);
    this.noted.set(index, issues.length > 0 ? 1 : 0);
    this.plans[index] = plan;
    this.places.set(index, place);
    this.days.set(index, local === null ? NO_DAY : validator.clock.day);
    this.seconds.set(index, validator.clock.seconds);
    const key = quickKey(wordsOf(values), validator.second, plan.set);
    this.lows.set(index, key.low);
    this.highs.set(index, key.high);
  }

  private nothingSeen(): Twins[] {
    return this.validators.all.map(
      () =>
        new Twins((index, into) => {
          const second = this.days.at(index) === NO_DAY ? NO_DAY : this.momentOf(index);
          into.make(wordsOf(this.rows.valuesAt(index)), second, this.plans[index]?.set ?? 0);
        }),
    );
  }

  private checkBetween(): void {
    this.seen = this.nothingSeen();
    for (const index of this.between.keys()) this.noted.set(index, this.alone.has(index) ? 1 : 0);
    this.between = new Map();
    for (const plan of new Set(this.plans)) for (const counter of plan.capped) forgetPosts(counter);
    for (let index = 0; index < this.plans.length; index++) this.compare(index);
  }

  /** Compares a row with those before it. */
  private compare(index: number): void {
    const { rows, found } = this;
    const plan = this.plans[index];
    if (!plan || !rows.isCounted(index)) return;
    const row = rows.numberAt(index);
    found.start(row);
    const day = this.days.at(index);
    if (day !== NO_DAY) reportCaps(plan, day, found);
    const twin =
      this.seen[this.places.at(index)]?.add(index, this.lows.at(index), this.highs.at(index)) ?? -1;
    if (twin !== -1) reportDuplicate(rows.numberAt(twin), found);
    const issues = found.take();
    if (issues.length === 0) return;
    this.between.set(index, issues);
    this.noted.set(index, 1);
  }

  /** Nothing is wrong with the row by itself or beside others; whether it is left out is not asked. */
  isClean(index: number): boolean {
    return this.noted.at(index) === 0;
  }

  issuesAt(index: number): readonly Issue[] {
    if (!this.rows.isCounted(index)) return NO_ISSUES;
    const alone = this.alone.get(index) ?? NO_ISSUES;
    const between = this.between.size === 0 ? undefined : this.between.get(index);
    return between ? [...alone, ...between] : alone;
  }

  /** Seconds since 1970 on the location's clock; null: a draft, or not readable. */
  momentAt(index: number): number | null {
    return this.days.at(index) === NO_DAY || !this.rows.isCounted(index) ? null : this.momentOf(index);
  }

  /** `momentAt` of a row that has a date, whether it is left out or not. */
  momentOf(index: number): number {
    return this.days.at(index) * DAY_SECONDS + this.seconds.at(index);
  }

  hasDate(index: number): boolean {
    return this.days.at(index) !== NO_DAY;
  }

  /** Rows that something is wrong with, in the order of the file. */
  withIssues(): number[] {
    const { alone, between } = this;
    const indexes =
      between.size === 0 ? [...alone.keys()] : [...new Set([...alone.keys(), ...between.keys()])];
    return indexes.sort((a, b) => a - b);
  }

  accountsAt(index: number): readonly string[] {
    return this.plans[index]?.accountIds ?? NO_ACCOUNTS;
  }

  /** Position of the row's location among the target's; 0 is the file's own. */
  placeAt(index: number): number {
    return this.places.at(index);
  }

  at(index: number): CheckedRow {
    if (!this.rows.isCounted(index)) return { scheduledLocal: null, accountIds: [], issues: [] };
    const moment = this.momentAt(index);
    return {
      scheduledLocal: moment === null ? null : localOfMoment(moment),
      accountIds: [...this.accountsAt(index)],
      issues: [...this.issuesAt(index)],
    };
  }
}

/** `YYYY-MM-DDTHH:mm:ss` of `momentAt`. */
export function localOfMoment(moment: number): string {
  return localOf(Math.floor(moment / DAY_SECONDS), moment % DAY_SECONDS);
}
