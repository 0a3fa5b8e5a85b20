import { type DateOrder, judgeDateOrder, toUpstreamDate } from "./dates";
import { CHARSET_LABELS } from "./decode";
import { FIELD_LABELS, type FieldKey, type Fields } from "./formats";
import { type ColumnMap, mapColumns } from "./header";
import type { Issue, IssueCode } from "./issues";
import { createReader, type Reader } from "./read";
import { ReadRefusal } from "./refusal";
import { type Change, changesOf, LOOKED_AT, type Repair, type RepairRow, suggestRepairs } from "./repairs";
import type { TargetAccount } from "./row";
import { SessionCheck } from "./session-check";
import { SessionRows } from "./session-rows";
import { countRows, type Summary } from "./session-summary";
import { type CheckedRow, hasError } from "./validate";
import { smallestFormat, writeAdvance, writeBasic, writeRecord } from "./write";
import { isZip, MAX_WORKBOOK_BYTES, workbookTooLarge } from "./zip";
import { createZone } from "./zone";

export type { Summary } from "./session-summary";

/** Bytes of the chosen file; a browser's File fits. */
export type ByteSource = {
  name: string;
  size: number;
  slice: (from: number, to: number) => Promise<Uint8Array>;
};

export type Target = {
  accounts: TargetAccount[];
  accountIds: string[];
  timezone: string;
  /** Milliseconds since 1970. */
  now: number;
  /** `postKey` of posts that are scheduled already. */
  existing: string[];
  groups?: { name: string; accountIds: string[] }[];
  /** Times of day `HH:mm` between which the location prefers silence. */
  quietHours?: { from: string; to: string } | null;
};

export type SessionRow = { row: number; fields: Fields; excluded: boolean } & CheckedRow;

export type Filter = { only: "all" | "issues" | "errors"; code: IssueCode | null; search: string };

type Step = { changes: Change[]; excluded: { row: number; before: boolean; after: boolean }[] };

const CHUNK = 1024 * 1024;
/** The first slice is small, so that the first rows are on the page at once. */
const FIRST_CHUNK = 128 * 1024;
const HEADER_ROWS = 30;

/**
 * One file being looked at: read once in chunks of 1 MB, then mapped, checked, edited and repaired in memory. Runs in the
 * browser's worker, where the rows stay; nothing of it needs a browser.
 */
export class ImportSession {
  private readonly rows = new SessionRows();
  private checked: SessionCheck | null = null;
  private map: ColumnMap = { format: "own", headerRows: 0, columns: [], names: [], by: [] };
  private dates: { order: DateOrder; proven: boolean } = { order: "MDY", proven: true };
  private reader: Reader | null = null;
  private bytes = 0;
  private complete = false;
  private undone: Step[] = [];
  private done: Step[] = [];
  private shown: { key: string; indexes: number[] } | null = null;

  constructor(
    private readonly source: ByteSource,
    private target: Target,
  ) {}

  /** Reads the file; `onProgress` is told after each chunk, the first time with the first rows. Throws `ReadRefusal`. */
  async read(onProgress: (summary: Summary) => void): Promise<Summary> {
    const { size } = this.source;
    const first = await this.source.slice(0, Math.min(size, FIRST_CHUNK));
    if (isZip(first)) await this.readSheet(onProgress);
    else await this.readText(first, onProgress);
    this.complete = true;
    this.prepare();
    if (this.rows.length === 0) {
      throw new ReadRefusal(
        "empty_file",
        "This file has a header and no rows. Add at least one post below it.",
      );
    }
    return this.summary();
  }

  private async readText(first: Uint8Array, onProgress: (summary: Summary) => void): Promise<void> {
    const { size } = this.source;
    const reader = createReader();
    this.reader = reader;
    this.rows.append(reader.push(first));
    this.bytes = first.length;
    if (this.bytes < size) this.prepare();
    onProgress(this.summary());
    while (this.bytes < size) {
      const to = Math.min(size, this.bytes + CHUNK);
      this.rows.append(reader.push(await this.source.slice(this.bytes, to)));
      this.bytes = to;
      onProgress(this.summary());
    }
    this.rows.append(reader.end());
  }

  private async readSheet(onProgress: (summary: Summary) => void): Promise<void> {
    const { size } = this.source;
    if (size > MAX_WORKBOOK_BYTES) throw workbookTooLarge();
    // Only who opens a workbook loads what reads it.
    const { readWorkbook } = await import("./xlsx");
    for await (const batch of readWorkbook(await this.source.slice(0, size))) {
      this.rows.append(batch);
      if (this.checked) continue;
      this.prepare();
      onProgress(this.summary());
    }
    this.bytes = size;
  }

  private prepare(): void {
    this.map = mapColumns(this.rows.first(HEADER_ROWS));
    this.build();
  }

  private build(): void {
    this.rows.use(this.map);
    this.dates = judgeDateOrder(this.rows.dates());
    this.check();
  }

  private check(): void {
    const { accounts, accountIds, timezone, now, existing, groups, quietHours } = this.target;
    this.checked = new SessionCheck(this.rows, {
      accounts,
      assignment: accountIds,
      timezone,
      now,
      dateOrder: this.dates.order,
      dateOrderProven: this.dates.proven,
      existing: new Set(existing),
      groups,
      quietHours,
    });
    this.shown = null;
  }

  private rowAt(index: number): SessionRow {
    return {
      row: this.rows.numberAt(index),
      fields: this.rows.fieldsAt(index),
      excluded: this.rows.isExcluded(index),
      ...(this.checked?.at(index) ?? { scheduledLocal: null, accountIds: [], issues: [] }),
    };
  }

  private get length(): number {
    return this.checked?.length ?? 0;
  }

  private issuesAt(index: number): readonly Issue[] {
    return this.checked?.issuesAt(index) ?? [];
  }

  summary(): Summary {
    const about = this.reader?.about();
    const counts = countRows(this.checked, this.rows);
    return {
      fileName: this.source.name,
      fileSize: this.source.size,
      charset: about ? CHARSET_LABELS[about.charset] : "Excel workbook",
      damaged: about?.damaged ?? false,
      delimiter: about?.delimiter ?? ",",
      map: this.map,
      dateOrder: this.dates.order,
      rows: this.length,
      ...counts,
      suggestions: suggestRepairs(
        this.living((index) => this.issuesAt(index).some(({ code }) => LOOKED_AT.has(code))),
        new Map(counts.codes.map(({ code, rows }) => [code, rows])),
        this.dates.order,
        this.tomorrow(),
        this.target.quietHours?.to ?? null,
      ),
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      bytes: this.bytes,
      complete: this.complete,
    };
  }

  private living(keep: (index: number) => boolean): RepairRow[] {
    const found: RepairRow[] = [];
    for (let index = 0; index < this.length; index++)
      if (!this.rows.isExcluded(index) && keep(index)) found.push(this.rowAt(index));
    return found;
  }

  private tomorrow(): string {
    const zone = createZone(this.target.timezone);
    return `${zone.toLocal(this.target.now + 24 * 3_600_000).slice(0, 10)}T09:00:00`;
  }

  /** The rows a filter shows, from `offset`; `total` counts all it would show. */
  window(offset: number, limit: number, filter: Filter): { total: number; rows: SessionRow[] } {
    const indexes = this.indexesOf(filter);
    return {
      total: indexes.length,
      rows: indexes.slice(offset, offset + limit).map((index) => this.rowAt(index)),
    };
  }

  private indexesOf(filter: Filter): number[] {
    const search = filter.search.trim().toLowerCase();
    const key = `${filter.only}|${filter.code}|${search}`;
    if (this.shown?.key === key) return this.shown.indexes;
    const pattern = new RegExp(search.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu");
    const indexes: number[] = [];
    for (let index = 0; index < this.length; index++)
      if (this.passes(index, filter, search, pattern)) indexes.push(index);
    this.shown = { key, indexes };
    return indexes;
  }

  private passes(index: number, filter: Filter, search: string, pattern: RegExp): boolean {
    const issues = this.issuesAt(index);
    if (filter.only === "issues" && issues.length === 0) return false;
    if (filter.only === "errors" && !hasError(issues)) return false;
    if (filter.code !== null && !issues.some((issue) => issue.code === filter.code)) return false;
    return search === "" || String(this.rows.numberAt(index)) === search || this.rows.matches(index, pattern);
  }

  /** Where the next row with an error stands in what the filter shows, after `offset`; -1: nowhere. */
  nextError(offset: number, filter: Filter): number {
    const indexes = this.indexesOf(filter);
    const isBad = (index: number) => hasError(this.issuesAt(index));
    const after = indexes.findIndex((index, position) => position > offset && isBad(index));
    return after === -1 ? indexes.findIndex(isBad) : after;
  }

  setTarget(target: Target): Summary {
    this.target = target;
    this.check();
    return this.summary();
  }

  /** A person's own reading of the columns; edits made so far are dropped with the old reading. */
  setColumns(columns: (FieldKey | null)[]): Summary {
    const by = columns.map((key, index) =>
      key === this.map.columns[index] ? (this.map.by[index] ?? null) : "person",
    );
    this.map = { ...this.map, columns, by };
    this.done = [];
    this.undone = [];
    this.build();
    return this.summary();
  }

  edit(row: number, field: FieldKey, value: string): Summary {
    return this.editBlock([{ row, field, value }]);
  }

  /** Several cells at once, as a paste makes them: one step to undo. */
  editBlock(cells: { row: number; field: FieldKey; value: string }[]): Summary {
    const changes = cells.flatMap(({ row, field, value }): Change[] => {
      const index = this.rows.indexOf(row);
      const before = index === -1 ? value : this.rows.cellAt(index, field);
      return before === value ? [] : [{ row, field, before, after: value }];
    });
    return this.perform({ changes, excluded: [] });
  }

  exclude(rows: number[], excluded: boolean): Summary {
    const changed = rows.flatMap((row) => {
      const index = this.rows.indexOf(row);
      const before = index === -1 ? excluded : this.rows.isExcluded(index);
      return before === excluded ? [] : [{ row, before, after: excluded }];
    });
    return this.perform({ changes: [], excluded: changed });
  }

  previewRepair(repair: Repair): Change[] {
    return changesOf(
      repair,
      this.living(() => true),
      this.dates.order,
    );
  }

  applyRepair(repair: Repair): Summary {
    const changes = this.previewRepair(repair);
    return this.perform({
      changes: changes.filter((change) => !change.excluded),
      excluded: changes
        .filter((change) => change.excluded)
        .map(({ row }) => ({ row, before: false, after: true })),
    });
  }

  undo(): Summary {
    const step = this.done.pop();
    if (!step) return this.summary();
    this.undone.push(step);
    return this.play(step, "before");
  }

  redo(): Summary {
    const step = this.undone.pop();
    if (!step) return this.summary();
    this.done.push(step);
    return this.play(step, "after");
  }

  private perform(step: Step): Summary {
    if (step.changes.length === 0 && step.excluded.length === 0) return this.summary();
    this.done.push(step);
    this.undone = [];
    return this.play(step, "after");
  }

  private play(step: Step, side: "before" | "after"): Summary {
    const touched = new Set<number>();
    for (const change of step.changes) {
      const index = this.rows.indexOf(change.row);
      if (index === -1) continue;
      this.rows.setCell(index, change.field, change[side]);
      touched.add(index);
    }
    for (const one of step.excluded) {
      const index = this.rows.indexOf(one.row);
      if (index !== -1) this.rows.exclude(index, one[side]);
    }
    this.checked?.again(touched);
    this.shown = null;
    return this.summary();
  }

  /** What the server needs to make the same rows of the same file: the reading and every cell that differs from it. */
  changes(): {
    columns: (FieldKey | null)[];
    dateOrder: DateOrder;
    edits: { row: number; field: FieldKey; value: string }[];
    excluded: number[];
  } {
    return {
      columns: this.map.columns,
      dateOrder: this.dates.order,
      edits: this.rows.editedCells,
      excluded: this.rows.excludedRows,
    };
  }

  /** The file as it stands now, in the smallest template of the upstream that holds it. */
  correctedCsv(): string {
    const rows = this.living(() => true).map(({ fields, scheduledLocal }) => {
      // The template has one column for both; a date in another form would come back rewritten again.
      const { postTime, ...rest } = fields;
      const date = postTime && scheduledLocal ? toUpstreamDate(scheduledLocal) : fields.postAtSpecificTime;
      return date ? { ...rest, postAtSpecificTime: date } : rest;
    });
    return smallestFormat(rows) === "basic" ? writeBasic(rows) : writeAdvance(rows);
  }

  errorReport(): string {
    const lines: string[] = [];
    for (let index = 0; index < this.length; index++)
      for (const issue of this.issuesAt(index)) lines.push(reportLine(issue));
    return [writeRecord(["Row", "Column", "Severity", "Issue"]), ...lines].join("\n");
  }
}

function reportLine(issue: Issue): string {
  return writeRecord([
    String(issue.row),
    issue.field ? FIELD_LABELS[issue.field] : "",
    issue.severity,
    issue.message,
  ]);
}
