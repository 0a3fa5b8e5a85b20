import { MAX_ROWS_PER_CSV } from "./cut";
import { type DateOrder, detectDateOrder } from "./dates";
import { CHARSET_LABELS, type Charset } from "./decode";
import { FIELD_LABELS, type FieldKey, type Fields } from "./formats";
import { type ColumnMap, mapColumns } from "./header";
import { ISSUES, type Issue, type IssueCode } from "./issues";
import { createReader, type RawRow } from "./read";
import { ReadRefusal } from "./refusal";
import {
  type Change,
  changesOf,
  type Repair,
  type RepairRow,
  type Suggestion,
  suggestRepairs,
} from "./repairs";
import type { TargetAccount } from "./row";
import { type CheckedRow, createValidator, hasError } from "./validate";
import { smallestFormat, writeAdvance, writeBasic, writeRecord } from "./write";
import { createZone } from "./zone";

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
};

export type SessionRow = { row: number; fields: Fields; excluded: boolean } & CheckedRow;

export type Filter = { only: "all" | "issues"; code: IssueCode | null; search: string };

export type Summary = {
  fileName: string;
  fileSize: number;
  charset: string;
  delimiter: string;
  map: ColumnMap;
  dateOrder: DateOrder;
  rows: number;
  excluded: number;
  /** Rows without an error that are not excluded: what would be scheduled. */
  ready: number;
  errorRows: number;
  /** Rows whose worst issue is a warning. */
  warningRows: number;
  drafts: number;
  /** How many csvs of at most 90 rows the ready rows are cut into. */
  csvs: number;
  firstLocal: string | null;
  lastLocal: string | null;
  codes: { code: IssueCode; severity: "error" | "warning"; title: string; rows: number }[];
  suggestions: Suggestion[];
  canUndo: boolean;
  canRedo: boolean;
  /** How far the file is read; `bytes` of `fileSize`. */
  bytes: number;
  complete: boolean;
};

type Step = { changes: Change[]; excluded: { row: number; before: boolean; after: boolean }[] };

const CHUNK = 1024 * 1024;
const HEADER_ROWS = 30;

/**
 * One file being looked at: read once in chunks of 1 MB, then mapped, checked, edited and repaired in memory. Runs in the
 * browser's worker, where the rows stay; nothing of it needs a browser.
 */
export class ImportSession {
  private raw: RawRow[] = [];
  private rows: SessionRow[] = [];
  private byRow = new Map<number, SessionRow>();
  private map: ColumnMap = { format: "own", headerRows: 0, columns: [], names: [], by: [] };
  private dateOrder: DateOrder = "MDY";
  private charset: Charset = "utf-8";
  private delimiter = ",";
  private bytes = 0;
  private complete = false;
  private undone: Step[] = [];
  private done: Step[] = [];

  constructor(
    private readonly source: ByteSource,
    private target: Target,
  ) {}

  /** Reads the file; `onProgress` is told after each chunk, the first time with the first rows. Throws `ReadRefusal`. */
  async read(onProgress: (summary: Summary) => void): Promise<Summary> {
    const reader = createReader();
    for (let from = 0; from < this.source.size || from === 0; from += CHUNK) {
      const chunk = await this.source.slice(from, Math.min(this.source.size, from + CHUNK));
      this.append(reader.push(chunk), reader.about());
      this.bytes = Math.min(this.source.size, from + CHUNK);
      if (from === 0 && this.source.size > CHUNK) this.prepare();
      onProgress(this.summary());
      if (this.source.size === 0) break;
    }
    this.append(reader.end(), reader.about());
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

  private append(found: RawRow[], about: { charset: Charset; delimiter: string }): void {
    for (const row of found) this.raw.push(row);
    this.charset = about.charset;
    this.delimiter = about.delimiter;
  }

  private prepare(): void {
    this.map = mapColumns(this.raw.slice(0, HEADER_ROWS).map((row) => row.cells));
    this.build();
  }

  private build(): void {
    const { columns, headerRows } = this.map;
    const used = columns.flatMap((key, index) => (key ? [[key, index] as const] : []));
    this.rows = this.raw.slice(headerRows).map(({ row, cells }) => {
      const fields: Fields = {};
      for (const [key, index] of used) {
        const cell = cells[index];
        if (cell !== undefined && cell !== "") fields[key] = cell;
      }
      return { row, fields, excluded: false, scheduledLocal: null, accountIds: [], issues: [] };
    });
    this.byRow = new Map(this.rows.map((row) => [row.row, row]));
    this.dateOrder = detectDateOrder(this.rows.map((row) => row.fields.postAtSpecificTime ?? ""));
    this.check();
  }

  private check(): void {
    const validator = createValidator({
      accounts: this.target.accounts,
      assignment: this.target.accountIds,
      timezone: this.target.timezone,
      now: this.target.now,
      dateOrder: this.dateOrder,
      existing: new Set(this.target.existing),
    });
    for (const row of this.rows) {
      if (row.excluded) row.issues = [];
      else Object.assign(row, validator.check(row));
    }
  }

  summary(): Summary {
    const codes = new Map<IssueCode, number>();
    const counts = { excluded: 0, ready: 0, errorRows: 0, warningRows: 0, drafts: 0 };
    const bySet = new Map<string, number>();
    let firstLocal: string | null = null;
    let lastLocal: string | null = null;
    for (const row of this.rows) {
      if (row.excluded) {
        counts.excluded++;
        continue;
      }
      for (const code of new Set(row.issues.map((issue) => issue.code)))
        codes.set(code, (codes.get(code) ?? 0) + 1);
      if (hasError(row.issues)) {
        counts.errorRows++;
        continue;
      }
      counts.ready++;
      const set = row.accountIds.join(",");
      bySet.set(set, (bySet.get(set) ?? 0) + 1);
      if (row.issues.length > 0) counts.warningRows++;
      if (row.scheduledLocal === null) counts.drafts++;
      else {
        if (firstLocal === null || row.scheduledLocal < firstLocal) firstLocal = row.scheduledLocal;
        if (lastLocal === null || row.scheduledLocal > lastLocal) lastLocal = row.scheduledLocal;
      }
    }
    return {
      fileName: this.source.name,
      fileSize: this.source.size,
      charset: CHARSET_LABELS[this.charset],
      delimiter: this.delimiter,
      map: this.map,
      dateOrder: this.dateOrder,
      rows: this.rows.length,
      ...counts,
      csvs: [...bySet.values()].reduce((sum, rows) => sum + Math.ceil(rows / MAX_ROWS_PER_CSV), 0),
      firstLocal,
      lastLocal,
      codes: [...codes]
        .map(([code, rows]) => ({ code, severity: ISSUES[code][0], title: ISSUES[code][1], rows }))
        .sort((a, b) => b.rows - a.rows),
      suggestions: suggestRepairs(this.living(), this.dateOrder, this.tomorrow()),
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
      bytes: this.bytes,
      complete: this.complete,
    };
  }

  private living(): RepairRow[] {
    return this.rows.filter((row) => !row.excluded);
  }

  private tomorrow(): string {
    const zone = createZone(this.target.timezone);
    return `${zone.toLocal(this.target.now + 24 * 3_600_000).slice(0, 10)}T09:00:00`;
  }

  /** The rows a filter shows, from `offset`; `total` counts all it would show. */
  window(offset: number, limit: number, filter: Filter): { total: number; rows: SessionRow[] } {
    const shown = this.shown(filter);
    return { total: shown.length, rows: shown.slice(offset, offset + limit) };
  }

  private shown(filter: Filter): SessionRow[] {
    const search = filter.search.trim().toLowerCase();
    if (filter.only === "all" && filter.code === null && search === "") return this.rows;
    return this.rows.filter(
      (row) =>
        (filter.only === "all" || row.issues.length > 0) &&
        (filter.code === null || row.issues.some((issue) => issue.code === filter.code)) &&
        (search === "" ||
          String(row.row) === search ||
          Object.values(row.fields).some((cell) => cell.toLowerCase().includes(search))),
    );
  }

  /** Where the next row with an error stands in what the filter shows, after `offset`; -1: nowhere. */
  nextError(offset: number, filter: Filter): number {
    const shown = this.shown(filter);
    const after = shown.findIndex((row, index) => index > offset && hasError(row.issues));
    return after === -1 ? shown.findIndex((row) => hasError(row.issues)) : after;
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
    const before = this.byRow.get(row)?.fields[field] ?? "";
    return before === value
      ? this.summary()
      : this.perform({ changes: [{ row, field, before, after: value }], excluded: [] });
  }

  exclude(rows: number[], excluded: boolean): Summary {
    const changed = rows.flatMap((row) => {
      const found = this.byRow.get(row);
      return found && found.excluded !== excluded ? [{ row, before: found.excluded, after: excluded }] : [];
    });
    return this.perform({ changes: [], excluded: changed });
  }

  previewRepair(repair: Repair): Change[] {
    return changesOf(repair, this.living(), this.dateOrder);
  }

  applyRepair(repair: Repair): Summary {
    return this.perform({ changes: this.previewRepair(repair), excluded: [] });
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
    for (const change of step.changes) {
      const row = this.byRow.get(change.row);
      if (!row) continue;
      if (change[side] === "") delete row.fields[change.field];
      else row.fields[change.field] = change[side];
    }
    for (const one of step.excluded) {
      const row = this.byRow.get(one.row);
      if (row) row.excluded = one[side];
    }
    this.check();
    return this.summary();
  }

  /** What the server needs to make the same rows of the same file: the reading and every cell that differs from it. */
  changes(): {
    columns: (FieldKey | null)[];
    dateOrder: DateOrder;
    edits: { row: number; field: FieldKey; value: string }[];
    excluded: number[];
  } {
    const final = new Map<string, { row: number; field: FieldKey; value: string }>();
    for (const step of this.done) {
      for (const { row, field, after } of step.changes)
        final.set(`${row}/${field}`, { row, field, value: after });
    }
    return {
      columns: this.map.columns,
      dateOrder: this.dateOrder,
      edits: [...final.values()],
      excluded: this.rows.filter((row) => row.excluded).map((row) => row.row),
    };
  }

  /** The file as it stands now, in the smallest template of the upstream that holds it. */
  correctedCsv(): string {
    const rows = this.rows.filter((row) => !row.excluded).map((row) => row.fields);
    return smallestFormat(rows) === "basic" ? writeBasic(rows) : writeAdvance(rows);
  }

  errorReport(): string {
    const lines = this.rows.flatMap((row) => row.issues.map((issue) => reportLine(issue)));
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
