import type { DateOrder } from "./dates";
import { CHARSET_LABELS } from "./decode";
import { originOf } from "./derived-rows";
import type { FieldKey, Fields } from "./formats";
import { leaveFullDays } from "./full-days";
import type { Issue, IssueCode } from "./issues";
import { limitsOf, networkName } from "./limits";
import { type Change, changesOf, LOOKED_AT, type Repair, type RepairRow, suggestRepairs } from "./repairs";
import { type ReportedRow, writeCorrected, writeIssues } from "./session-files";
import type { SessionRows } from "./session-rows";
import { SessionSheet } from "./session-sheet";
import type { ByteSource } from "./session-source";
import { type Step, splitStep, withoutNetwork } from "./session-splits";
import { countLocationCells, type LocationCell, type Summary } from "./session-summary";
import type { Target } from "./session-target";
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

/**
 * One file being looked at: read once in chunks of 1 MB, then mapped, checked, edited and repaired in memory. Runs in the
 * browser's worker, where the rows stay; nothing of it needs a browser.
 */
export class ImportSession {
  private readonly sheet: SessionSheet;
  private readonly rows: SessionRows;
  private undone: Step[] = [];
  private done: Step[] = [];
  private shown: { key: string; indexes: number[] } | null = null;

  constructor(
    source: ByteSource,
    private target: Target,
  ) {
    this.sheet = new SessionSheet(source, target);
    this.rows = this.sheet.rows;
  }

  /**
   * Reads the file; `onProgress` is told after each chunk, the first time with the first rows. Until all is read the
   * counts stay those of the first rows, and only the rows and bytes go on. Throws `ReadRefusal`.
   */
  async read(onProgress: (summary: Summary) => void): Promise<Summary> {
    let first: Summary | null = null;
    await this.sheet.read(() => {
      this.shown = null;
      first ??= this.summary();
      onProgress({ ...first, rows: this.sheet.checked ? this.rows.count : 0, bytes: this.sheet.bytes });
    });
    this.shown = null;
    return this.summary();
  }

  private rowAt(index: number): SessionRow {
    return {
      row: this.rows.numberAt(index),
      fields: this.rows.fieldsAt(index),
      excluded: this.rows.isExcluded(index),
      place: this.sheet.checked?.placeAt(index) ?? 0,
      ...(this.sheet.checked?.at(index) ?? { scheduledLocal: null, accountIds: [], issues: [] }),
    };
  }

  private issuesAt(index: number): readonly Issue[] {
    return this.sheet.issuesAt(index);
  }

  summary(): Summary {
    const { source, checked, dates, map, reader, bytes, complete } = this.sheet;
    const about = reader?.about();
    const { mediaNeeded, ...counts } = this.sheet.counts();
    return {
      fileName: source.name,
      fileSize: source.size,
      charset: about ? CHARSET_LABELS[about.charset] : "Excel workbook",
      damaged: about?.damaged ?? false,
      delimiter: about?.delimiter ?? ",",
      map,
      dateOrder: dates.order,
      rows: checked ? this.rows.count : 0,
      ...counts,
      suggestions: suggestRepairs(
        this.lookedAt(),
        new Map(counts.codes.map(({ code, rows }) => [code, rows])),
        {
          dateOrder: dates.order,
          tomorrowLocal: this.tomorrow(),
          dated: counts.dated,
          quietUntil: this.target.quietHours?.to ?? null,
          several: this.target.accountIds.length > 1,
          mediaNeeded,
        },
      ),
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      bytes,
      complete,
    };
  }

  private living(keep: (index: number) => boolean): RepairRow[] {
    const found: RepairRow[] = [];
    for (const index of this.rows.inOrder(this.sheet.length))
      if (!this.rows.isExcluded(index) && keep(index)) found.push(this.rowAt(index));
    return found;
  }

  /** Rows whose repair depends on what is in them. */
  private lookedAt(): RepairRow[] {
    const found: RepairRow[] = [];
    for (const index of this.sheet.checked?.withIssues() ?? [])
      if (this.issuesAt(index).some(({ code }) => this.isLookedAt(code, index)))
        found.push(this.rowAt(index));
    return found;
  }

  private isLookedAt(code: IssueCode, index: number): boolean {
    // Of share links only Dropbox's can be repaired.
    return LOOKED_AT.has(code) && (code !== "media_share_link" || this.rows.mayHold(index, /dropbox/i));
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
    if (this.sheet.checked)
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
    this.sheet.setTarget(target);
    this.shown = null;
    return this.summary();
  }

  /** A person's own reading of the columns; edits made so far are dropped with the old reading. */
  setColumns(columns: (FieldKey | null)[]): Summary {
    this.done = [];
    this.undone = [];
    this.sheet.setColumns(columns);
    this.shown = null;
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
    if (repair.kind === "leave_network_out") return withoutNetwork(this.sheet, repair.platform);
    const rows = this.living(() => true);
    if (repair.kind === "leave_full_days") return leaveFullDays(rows, (row) => this.capsOf(row));
    return changesOf(repair, rows, this.sheet.dates.order);
  }

  /** Posts a day of each of the row's accounts that has such a limit. */
  private capsOf({ row }: { row: number }): [string, number][] {
    const index = this.rows.indexOf(row);
    const platforms = this.sheet.accountsOf(index);
    return (this.sheet.checked?.accountsAt(index) ?? []).flatMap((id): [string, number][] => {
      const cap = limitsOf(platforms.get(id) ?? "", "post").dailyCap;
      return cap === null ? [] : [[id, cap]];
    });
  }

  private splitSteps(platform: string): Step[] {
    const living = this.living((index) =>
      this.issuesAt(index).some(({ code }) => code === "caption_too_long"),
    );
    return changesOf({ kind: "trim_captions", platform }, living, this.sheet.dates.order).map(
      ({ row, after }) => splitStep(this.sheet, row, platform, after),
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
    return this.perform(splitStep(this.sheet, row, platform, caption));
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
    this.sheet.again(touched);
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
    if (kept.columns?.length === this.sheet.map.columns.length) this.setColumns(kept.columns);
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
      columns: this.sheet.map.columns,
      dateOrder: this.sheet.dates.order,
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
    return writeIssues(this.reported());
  }

  private *reported(): Generator<ReportedRow> {
    const places = [this.target, ...(this.target.places ?? [])];
    const names = new Map(
      places.flatMap(({ accounts }) =>
        accounts.map(({ id, name, platform }) => [id, `${networkName(platform)} · ${name}`]),
      ),
    );
    for (const index of this.rows.inOrder()) {
      const issues = this.issuesAt(index);
      if (issues.length === 0) continue;
      const ids = this.sheet.checked?.accountsAt(index) ?? [];
      yield { fields: this.rows.fieldsAt(index), issues, accounts: ids.map((id) => names.get(id) ?? id) };
    }
  }
}
