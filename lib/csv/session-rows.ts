import { originOf } from "./derived-rows";
import type { FieldKey, Fields } from "./formats";
import type { ColumnMap } from "./header";
import type { RawRow } from "./read";
import { createValueReader, FIELD_INDEX, type Values } from "./values";

/**
 * The rows of an open sheet: the cells as the file has them, and over them what a person changed. A hundred thousand rows
 * cost little more than their text, since objects are made only for the rows somebody looks at.
 */
export class SessionRows {
  private raw: RawRow[] = [];
  private columns: readonly (FieldKey | null)[] = [];
  private used: [FieldKey, number][] = [];
  private readValues: (cells: readonly string[]) => Values = createValueReader([]);
  private headerRows = 0;
  private readonly edits = new Map<number, Fields>();
  private readonly leftOut = new Set<number>();
  /** Rows split off others, behind the file's own ones: by number, and those that are there (the others were undone). */
  private readonly derived = new Map<number, number>();
  private readonly living = new Set<number>();

  append(found: readonly RawRow[]): void {
    for (const row of found) this.raw.push(row);
  }

  first(count: number): string[][] {
    return this.raw.slice(0, count).map((row) => row.cells);
  }

  /** The first filled cell of each column of the file, used or not. */
  samples(): string[] {
    const found: string[] = [];
    for (const { cells } of this.raw.slice(this.headerRows, this.headerRows + 500))
      cells.forEach((cell, at) => {
        if (found[at] === undefined && cell.trim() !== "") found[at] = cell.trim().slice(0, 120);
      });
    return Array.from(found, (cell) => cell ?? "");
  }

  /** Reads the cells by another mapping; edits belong to the old one and go with it. */
  use(map: ColumnMap): void {
    this.columns = map.columns;
    this.headerRows = map.headerRows;
    this.readValues = createValueReader(map.columns);
    this.used = map.columns.flatMap((key, index) => (key ? [[key, index] as [FieldKey, number]] : []));
    this.edits.clear();
    this.leftOut.clear();
    this.raw.length -= this.derived.size;
    this.derived.clear();
    this.living.clear();
  }

  /** How many rows there are: those of the file and those that were split off. */
  get count(): number {
    return this.length - this.derived.size + this.living.size;
  }

  /** Puts a row that was split off there or takes it away; its cells are those of the row it comes from. */
  setDerived(number: number, there: boolean): void {
    let index = this.derived.get(number);
    if (index === undefined) {
      const from = this.indexOf(originOf(number).row);
      const cells = this.raw[from + this.headerRows]?.cells;
      if (from === -1 || !cells) return;
      index = this.length;
      this.raw.push({ row: number, cells });
      this.derived.set(number, index);
    }
    if (there) this.living.add(number);
    else this.living.delete(number);
  }

  get derivedRows(): number[] {
    return [...this.living].sort((a, b) => a - b);
  }

  isThere(index: number): boolean {
    return (
      this.derived.size === 0 ||
      index < this.length - this.derived.size ||
      this.living.has(this.numberAt(index))
    );
  }

  /** Whether the row is there and not left out. */
  isCounted(index: number): boolean {
    return !this.isExcluded(index) && this.isThere(index);
  }

  /** Indexes in the order people read them: what was split off follows its row. `end`: rows that come later are not looked at. */
  inOrder(end = this.length): Iterable<number> {
    const { length } = this;
    if (this.living.size === 0) return range(Math.min(end, length - this.derived.size));
    const after = new Map<number, number[]>();
    for (const number of this.derivedRows) {
      const from = this.indexOf(originOf(number).row);
      const index = this.derived.get(number);
      if (index !== undefined) after.set(from, [...(after.get(from) ?? []), index]);
    }
    return spliced(length - this.derived.size, after);
  }

  get length(): number {
    return Math.max(0, this.raw.length - this.headerRows);
  }

  /** The spreadsheet's own number of the row at `index`. */
  numberAt(index: number): number {
    return this.raw[index + this.headerRows]?.row ?? 0;
  }

  /** Where a row number stands; -1: nowhere. */
  indexOf(row: number): number {
    const split = this.derived.size === 0 ? undefined : this.derived.get(row);
    if (split !== undefined) return split;
    let low = this.headerRows;
    let high = this.raw.length - 1 - this.derived.size;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.raw[middle]?.row ?? 0;
      if (found === row) return middle - this.headerRows;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** The row's cells in the order of fields, in a list that the next call uses again. */
  valuesAt(index: number): Values {
    const values = this.readValues(this.raw[index + this.headerRows]?.cells ?? []);
    const edited = this.edits.size === 0 ? undefined : this.edits.get(index);
    if (!edited) return values;
    const copy = values.slice();
    for (const [key, value] of Object.entries(edited) as [FieldKey, string][]) copy[FIELD_INDEX[key]] = value;
    return copy;
  }

  fieldsAt(index: number): Fields {
    const cells = this.raw[index + this.headerRows]?.cells ?? [];
    const fields: Fields = {};
    for (const [key, column] of this.used) {
      const cell = cells[column];
      if (cell) fields[key] = cell;
    }
    for (const [key, value] of Object.entries(this.edits.get(index) ?? {}) as [FieldKey, string][]) {
      if (value === "") delete fields[key];
      else fields[key] = value;
    }
    return fields;
  }

  cellAt(index: number, field: FieldKey): string {
    const edited = this.edits.get(index)?.[field];
    if (edited !== undefined) return edited;
    const column = this.columns.indexOf(field);
    return column === -1 ? "" : (this.raw[index + this.headerRows]?.cells[column] ?? "");
  }

  setCell(index: number, field: FieldKey, value: string): void {
    this.edits.set(index, { ...this.edits.get(index), [field]: value });
  }

  isExcluded(index: number): boolean {
    return this.leftOut.size > 0 && this.leftOut.has(index);
  }

  exclude(index: number, excluded: boolean): void {
    if (excluded) this.leftOut.add(index);
    else this.leftOut.delete(index);
  }

  get excludedRows(): number[] {
    return [...this.leftOut].sort((a, b) => a - b).map((index) => this.numberAt(index));
  }

  /** Every cell that differs from the file. */
  get editedCells(): { row: number; field: FieldKey; value: string }[] {
    return [...this.edits].flatMap(([index, fields]) => {
      const cells = this.raw[index + this.headerRows]?.cells ?? [];
      return (Object.entries(fields) as [FieldKey, string][])
        .filter(([field, value]) => value !== (cells[this.columns.indexOf(field)] ?? ""))
        .map(([field, value]) => ({ row: this.numberAt(index), field, value }));
    });
  }

  /** Whether a cell of the row matches. */
  matches(index: number, pattern: RegExp): boolean {
    const values = this.valuesAt(index);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (value && pattern.test(value)) return true;
    }
    return false;
  }

  /** The date cells as the file has them. */
  *dates(): Generator<string> {
    const column = this.columns.indexOf("postAtSpecificTime");
    if (column === -1) return;
    for (let at = this.headerRows; at < this.raw.length; at++) yield this.raw[at]?.cells[column] ?? "";
  }
}

function* range(length: number): Generator<number> {
  for (let index = 0; index < length; index++) yield index;
}

function* spliced(length: number, after: ReadonlyMap<number, readonly number[]>): Generator<number> {
  for (let index = 0; index < length; index++) {
    yield index;
    const more = after.get(index);
    if (more) yield* more;
  }
}
