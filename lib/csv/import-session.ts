import { type DateOrder, judgeDateOrder } from "./dates";
import { CHARSET_LABELS } from "./decode";
import { derivedRow, originOf } from "./derived-rows";
import type { FieldKey, Fields } from "./formats";
import { type ColumnMap, mapColumns } from "./header";
import type { Issue, IssueCode } from "./issues";
import { SheetValidators } from "./places";
import type { Reader } from "./read";
import { ReadRefusal } from "./refusal";
import { type Change, changesOf, LOOKED_AT, type Repair, type RepairRow, suggestRepairs } from "./repairs";
import { SessionCheck } from "./session-check";
import { writeCorrected, writeIssues } from "./session-files";
import { SessionRows } from "./session-rows";
import { type ByteSource, readSource } from "./session-source";
import { countLocationCells, countRows, type LocationCell, type Summary } from "./session-summary";
import type { Target, TargetPlace } from "./session-target";
import { type CheckedRow, hasError } from "./validate";
import { createZone } from "./zone";

export type { ByteSource } from "./session-source";
export type { Summary } from "./session-summary";
export type { Target, TargetPlace } from "./session-target";

export type SessionRow = {
  row: number;
  fields: Fields;
  excluded: boolean;
  /** Position of the row's location: 0 the file's own, then `Target.places`. */
  place: number;
} & CheckedRow;

export type Filter = { only: "all" | "issues" | "errors"; code: IssueCode | null; search: string };

/** What a person changed of a file, as `changes` tells it; columns are null where they were never looked at. */
export type KeptChanges = {
  columns: (FieldKey | null)[] | null;
  edits: { row: number; field: FieldKey; value: string }[];
  excluded: number[];
  added: number[];
};

type Toggle = { row: number; before: boolean; after: boolean };
type Step = { changes: Change[]; excluded: Toggle[]; derived?: Toggle[] };

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
    for await (const { rows, bytes, reader } of readSource(this.source)) {
      this.reader = reader;
      this.rows.append(rows);
      this.bytes = bytes;
      if (!this.checked && bytes < this.source.size) this.prepare();
      if (rows.length > 0) onProgress(this.summary());
    }
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
    this.shown = null;
  }

  private rowAt(index: number): SessionRow {
    return {
      row: this.rows.numberAt(index),
      fields: this.rows.fieldsAt(index),
      excluded: this.rows.isExcluded(index),
      place: this.checked?.placeAt(index) ?? 0,
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
    const { mediaNeeded, ...counts } = countRows(this.checked, this.rows);
    return {
      fileName: this.source.name,
      fileSize: this.source.size,
      charset: about ? CHARSET_LABELS[about.charset] : "Excel workbook",
      damaged: about?.damaged ?? false,
      delimiter: about?.delimiter ?? ",",
      map: this.map,
      dateOrder: this.dates.order,
      rows: this.checked ? this.rows.count : 0,
      ...counts,
      suggestions: suggestRepairs(
        this.living((index) => this.issuesAt(index).some(({ code }) => LOOKED_AT.has(code))),
        new Map(counts.codes.map(({ code, rows }) => [code, rows])),
        {
          dateOrder: this.dates.order,
          tomorrowLocal: this.tomorrow(),
          quietUntil: this.target.quietHours?.to ?? null,
          several: this.target.accountIds.length > 1,
          mediaNeeded,
        },
      ),
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      bytes: this.bytes,
      complete: this.complete,
    };
  }

  private living(keep: (index: number) => boolean): RepairRow[] {
    const found: RepairRow[] = [];
    // While the file is still being read only its first rows are checked.
    for (const index of this.rows.inOrder(this.length))
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
    if (this.checked)
      for (const index of this.rows.inOrder())
        if (this.passes(index, filter, search, pattern)) indexes.push(index);
    this.shown = { key, indexes };
    return indexes;
  }

  private passes(index: number, filter: Filter, search: string, pattern: RegExp): boolean {
    const issues = this.issuesAt(index);
    if (filter.only === "issues" && issues.length === 0) return false;
    if (filter.only === "errors" && !hasError(issues)) return false;
    if (filter.code !== null && !issues.some((issue) => issue.code === filter.code)) return false;
    const number = this.rows.numberAt(index);
    return search === "" || String(originOf(number).row) === search || this.rows.matches(index, pattern);
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
    if (repair.kind === "split_captions")
      return this.splitSteps(repair.platform).flatMap((step) =>
        step.changes.filter((change) => change.field === "content"),
      );
    if (repair.kind === "leave_network_out") return this.withoutNetwork(repair.platform);
    const rows = this.living(() => true);
    return changesOf(repair, rows, this.dates.order);
  }

  /** Rows without media that go to other networks as well go to those alone. */
  private withoutNetwork(platform: string): Change[] {
    const found: Change[] = [];
    for (const index of this.rows.inOrder(this.length)) {
      const needs = this.issuesAt(index).some(
        ({ code, platforms }) => code === "media_needed" && platforms.includes(platform),
      );
      if (!needs || this.rows.isExcluded(index)) continue;
      const accounts = this.accountsOf(index);
      const others = (this.checked?.accountsAt(index) ?? []).filter((id) => accounts.get(id) !== platform);
      // An empty cell means the accounts of all rows, not none.
      if (others.length === 0) continue;
      found.push({
        row: this.rows.numberAt(index),
        field: "accounts",
        before: this.rows.cellAt(index, "accounts"),
        after: others.join(", "),
      });
    }
    return found;
  }

  private splitSteps(platform: string): Step[] {
    const living = this.living((index) =>
      this.issuesAt(index).some(({ code }) => code === "caption_too_long"),
    );
    return changesOf({ kind: "trim_captions", platform }, living, this.dates.order).map(({ row, after }) =>
      this.splitStep(row, platform, after),
    );
  }

  applyRepair(repair: Repair): Summary {
    if (repair.kind === "split_captions") {
      const steps = this.splitSteps(repair.platform);
      return this.perform({
        changes: steps.flatMap((step) => step.changes),
        excluded: [],
        derived: steps.flatMap((step) => step.derived ?? []),
      });
    }
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

  /**
   * Gives one network a row of its own with a caption that fits it; the other accounts keep the row and its full text. Where
   * the row goes to that network alone its caption changes in place.
   */
  splitFor(row: number, platform: string, caption: string): Summary {
    return this.perform(this.splitStep(row, platform, caption));
  }

  private splitStep(row: number, platform: string, caption: string): Step {
    const index = this.rows.indexOf(row);
    const checked = this.checked?.at(index);
    if (index === -1 || !checked) return { changes: [], excluded: [] };
    const accounts = this.accountsOf(index);
    const theirs = checked.accountIds.filter((id) => accounts.get(id) === platform);
    const others = checked.accountIds.filter((id) => accounts.get(id) !== platform);
    const before = this.rows.cellAt(index, "content");
    if (theirs.length === 0) return { changes: [], excluded: [] };
    if (others.length === 0)
      return { changes: [{ row, field: "content", before, after: caption }], excluded: [] };
    const named = this.rows.cellAt(index, "accounts");
    const number = derivedRow(originOf(row).row, platform);
    return {
      derived: [{ row: number, before: false, after: true }],
      changes: [
        { row, field: "accounts", before: named, after: others.join(", ") },
        { row: number, field: "accounts", before: named, after: theirs.join(", ") },
        { row: number, field: "content", before, after: caption },
      ],
      excluded: [],
    };
  }

  private accountsOf(index: number): Map<string, string> {
    const at = this.checked?.placeAt(index) ?? 0;
    const accounts = at === 0 ? this.target.accounts : (this.target.places?.[at - 1]?.accounts ?? []);
    return new Map(accounts.map(({ id, platform }) => [id, platform]));
  }

  private perform(step: Step): Summary {
    if (step.changes.length === 0 && step.excluded.length === 0) return this.summary();
    this.done.push(step);
    this.undone = [];
    return this.play(step, "after");
  }

  private play(step: Step, side: "before" | "after"): Summary {
    const touched = new Set<number>();
    for (const one of step.derived ?? []) this.rows.setDerived(one.row, one[side]);
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

  /** The different words of the location column, the most used first, and which location of the directory each names. */
  locationCells(): LocationCell[] {
    return countLocationCells(this.rows, this.target.directory ?? []);
  }

  columnSamples(): string[] {
    return this.rows.samples();
  }

  /** Takes up what `changes` said of the same file before: the same rows, with nothing to undo. */
  restore(kept: KeptChanges): Summary {
    if (kept.columns?.length === this.map.columns.length) this.setColumns(kept.columns);
    this.done = [];
    this.undone = [];
    return this.play(
      {
        derived: kept.added.map((row) => ({ row, before: false, after: true })),
        changes: kept.edits.map(({ row, field, value }) => ({ row, field, before: "", after: value })),
        excluded: kept.excluded.map((row) => ({ row, before: false, after: true })),
      },
      "after",
    );
  }

  /** What the server needs to make the same rows of the same file: the reading and every cell that differs from it. */
  changes(): {
    columns: (FieldKey | null)[];
    dateOrder: DateOrder;
    edits: { row: number; field: FieldKey; value: string }[];
    excluded: number[];
    added: number[];
  } {
    return {
      columns: this.map.columns,
      dateOrder: this.dates.order,
      edits: this.rows.editedCells,
      excluded: this.rows.excludedRows,
      added: this.rows.derivedRows,
    };
  }

  /** The file as it stands now; it reads back as the same rows. */
  correctedCsv(): string {
    return writeCorrected(this.living(() => true));
  }

  errorReport(): string {
    return writeIssues(this.allIssues());
  }

  private *allIssues(): Generator<Issue> {
    for (const index of this.rows.inOrder()) yield* this.issuesAt(index);
  }
}
