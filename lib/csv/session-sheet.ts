import { DateJudge, type DateVerdict } from "./dates";
import type { FieldKey } from "./formats";
import { type ColumnMap, mapColumns } from "./header";
import type { Issue } from "./issues";
import { SheetValidators } from "./places";
import type { RawRow, Reader } from "./read";
import { ReadRefusal } from "./refusal";
import { SessionCheck } from "./session-check";
import { type Counts, RowCounts } from "./session-counts";
import { SessionRows } from "./session-rows";
import { type ByteSource, readSource } from "./session-source";
import type { Target, TargetPlace } from "./session-target";

const HEADER_ROWS = 30;
const PROGRESS_BYTES = 1024 * 1024;

/**
 * The rows of one file, their reading and their issues. Each row is checked as it is read, by what the first rows said of
 * columns and dates; where the rest of the file says otherwise all are checked again.
 */
export class SessionSheet {
  readonly rows = new SessionRows();
  checked: SessionCheck | null = null;
  map: ColumnMap = { format: "own", headerRows: 0, columns: [], names: [], by: [] };
  dates: DateVerdict = { order: "MDY", proven: true };
  reader: Reader | null = null;
  /** How far the file is read. */
  bytes = 0;
  complete = false;
  private judge = new DateJudge();
  /** Whether rows are mapped and checked as they come. */
  private prepared = false;
  /** Rows the columns were recognised by. */
  private mappedBy = 0;
  private counted: RowCounts | null = null;

  constructor(
    readonly source: ByteSource,
    private target: Target,
  ) {}

  /** `onRows` is told of the first rows, and then after every MB. Throws `ReadRefusal`. */
  async read(onRows: () => void): Promise<void> {
    let told = Number.NEGATIVE_INFINITY;
    for await (const { rows, bytes, reader } of readSource(this.source)) {
      this.reader = reader;
      this.bytes = bytes;
      this.rows.append(rows, reader?.about().delimiter ?? ",");
      if (this.prepared) this.take(rows);
      else if (rows.length > 0 && bytes < this.source.size) this.prepare();
      if (rows.length === 0 || bytes < told + PROGRESS_BYTES) continue;
      told = bytes;
      this.counts();
      onRows();
    }
    this.complete = true;
    const { order, proven } = this.judge.verdict;
    const asFound = order === this.dates.order && proven === this.dates.proven;
    if (!this.prepared || this.mappedBy < HEADER_ROWS || !asFound) this.prepare();
    if (this.rows.length === 0) {
      throw new ReadRefusal(
        "empty_file",
        "This file has a header and no rows. Add at least one post below it.",
      );
    }
  }

  private prepare(): void {
    const first = this.rows.first(HEADER_ROWS);
    this.mappedBy = first.length;
    this.use(mapColumns(first));
    this.prepared = true;
  }

  private take(found: readonly RawRow[]): void {
    const { rows, judge, checked } = this;
    const column = rows.dateColumn;
    for (let index = 0; index < found.length; index++) {
      const cells = found[index]?.cells;
      if (!cells) continue;
      if (column !== -1) judge.hear(cells[column] ?? "");
      checked?.add(rows.read(cells));
    }
  }

  private use(map: ColumnMap): void {
    this.map = map;
    this.rows.use(map);
    this.judge = new DateJudge();
    for (const cell of this.rows.dates()) this.judge.hear(cell);
    this.dates = this.judge.verdict;
    this.check();
  }

  /** A person's own reading of the columns; edits of the rows go with the old one. */
  setColumns(columns: (FieldKey | null)[]): void {
    const { map } = this;
    const by = columns.map((key, index) => (key === map.columns[index] ? (map.by[index] ?? null) : "person"));
    this.use({ ...map, columns, by });
  }

  setTarget(target: Target): void {
    this.target = target;
    this.check();
  }

  private check(): void {
    const { home, places = [], directory, quietHours = null, now, ...own } = this.target;
    const placeOf = ({ accountIds, existing, ...place }: TargetPlace) => ({
      ...place,
      assignment: accountIds,
      existing: new Set(existing),
      quietHours,
    });
    const validators = new SheetValidators(
      [placeOf({ id: "", name: "", ...home, ...own }), ...places.map(placeOf)],
      { now, dateOrder: this.dates.order, dateOrderProven: this.dates.proven },
      directory,
    );
    this.checked = new SessionCheck(this.rows, validators);
    this.counted = null;
  }

  /** Checks rows again after a person changed them. */
  again(indexes: Iterable<number>): void {
    this.checked?.again(indexes);
    this.counted = null;
  }

  /** The counts of the rows as they stand; what was counted before holds until rows change. */
  counts(): Counts {
    this.counted ??= new RowCounts(this.checked, this.rows);
    return this.counted.now();
  }

  get length(): number {
    return this.checked?.length ?? 0;
  }

  issuesAt(index: number): readonly Issue[] {
    return this.checked?.issuesAt(index) ?? [];
  }

  /** Platforms of the accounts a row may go to, by account. */
  accountsOf(index: number): Map<string, string> {
    const at = this.checked?.placeAt(index) ?? 0;
    const accounts = at === 0 ? this.target.accounts : (this.target.places?.[at - 1]?.accounts ?? []);
    return new Map(accounts.map(({ id, platform }) => [id, platform]));
  }
}
