import { originOf } from "./derived-rows";
import type { FieldKey, Fields } from "./formats";
import type { ColumnMap } from "./header";
import { NumberList } from "./number-list";
import type { RawRow, Written } from "./read";
import type { Delimiter } from "./records";
import { tokenize } from "./tokenize";
import { createValueReader, FIELD_INDEX, type Values } from "./values";
import { writeRecord } from "./write";

/**
 * The rows of an open sheet: each as the file has it, and over it what a person changed. A hundred thousand rows cost
 * little more than their text, since cells are cut only of the rows somebody looks at.
 */
export class SessionRows {
  /** How many rows are kept, by their place in the file, blank rows left out, the header's as well. */
  private kept = 0;
  private readonly numbers = new NumberList();
  /** The file's text, and of each row the piece it stands in and where: a row of its own text would be an object each. */
  private readonly pieces: string[] = [];
  private readonly pieceOf = new NumberList();
  private readonly starts = new NumberList();
  private readonly ends = new NumberList();
  private delimiter: Delimiter = ",";
  private columns: readonly (FieldKey | null)[] = [];
  private used: [FieldKey, number][] = [];
  private readValues: (cells: readonly string[]) => Values = createValueReader([]);
  private headerRows = 0;
  private readonly edits = new Map<number, Fields>();
  private readonly leftOut = new Set<number>();
  /** Rows split off others, behind the file's own ones: by number, and those that are there (the others were undone). */
  private readonly derived = new Map<number, number>();
  private readonly living = new Set<number>();

  /** `delimiter`: what the rows' own text is written with. */
  append(found: readonly RawRow[], delimiter: Delimiter): void {
    this.delimiter = delimiter;
    for (let index = 0; index < found.length; index++) {
      const raw = found[index];
      if (raw) this.push(raw.row, raw.written ?? whole(writeRecord(raw.cells, delimiter)));
    }
  }

  private push(number: number, { text, from, to }: Written): void {
    const place = this.kept++;
    const { pieces } = this;
    if (text !== pieces[pieces.length - 1]) pieces.push(text);
    this.numbers.set(place, number);
    this.pieceOf.set(place, pieces.length - 1);
    this.starts.set(place, from);
    this.ends.set(place, to);
  }

  /** The row at a place in the file as it is written there. */
  private textOf(place: number): string {
    const piece = this.pieces[this.pieceOf.at(place)];
    return piece === undefined ? "" : piece.slice(this.starts.at(place), this.ends.at(place));
  }

  /** The cells of the row at a place in the file. */
  private cellsOf(place: number): string[] {
    return place < this.kept ? (tokenize(this.textOf(place), this.delimiter, true).records[0] ?? []) : [];
  }

  first(count: number): string[][] {
    const most = Math.min(count, this.kept);
    return Array.from({ length: most }, (_, place) => this.cellsOf(place));
  }

  /** The first filled cell of each column of the file, used or not. */
  samples(): string[] {
    const found: string[] = [];
    const end = Math.min(this.kept, this.headerRows + 500);
    for (let place = this.headerRows; place < end; place++)
      for (const [at, cell] of this.cellsOf(place).entries())
        if (found[at] === undefined && cell.trim() !== "") found[at] = cell.trim().slice(0, 120);
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
    this.kept -= this.derived.size;
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
      if (from === -1) return;
      index = this.length;
      this.push(number, whole(this.textOf(from + this.headerRows)));
      this.derived.set(number, index);
    }
    if (there) this.living.add(number);
    else this.living.delete(number);
  }

  get derivedRows(): number[] {
    return [...this.living].sort((a, b) => a - b);
  }

  /** No row is left out and none was split off another. */
  get isWhole(): boolean {
    return this.leftOut.size === 0 && this.derived.size === 0;
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
    return Math.max(0, this.kept - this.headerRows);
  }

  /** The spreadsheet's own number of the row at `index`. */
  numberAt(index: number): number {
    return this.numbers.at(index + this.headerRows);
  }

  /** Where a row number stands; -1: nowhere. */
  indexOf(row: number): number {
    const split = this.derived.size === 0 ? undefined : this.derived.get(row);
    if (split !== undefined) return split;
    let low = this.headerRows;
    let high = this.kept - 1 - this.derived.size;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.numbers.at(middle);
      if (found === row) return middle - this.headerRows;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Cells of the file in the order of fields, in a list that the next call uses again. */
  read(cells: readonly string[]): Values {
    return this.readValues(cells);
  }

  /** The row's cells in the order of fields, in a list that the next call uses again. */
  valuesAt(index: number): Values {
    const values = this.readValues(this.cellsOf(index + this.headerRows));
    const edited = this.edits.size === 0 ? undefined : this.edits.get(index);
    if (!edited) return values;
    const copy = values.slice();
    for (const [key, value] of Object.entries(edited) as [FieldKey, string][]) copy[FIELD_INDEX[key]] = value;
    return copy;
  }

  fieldsAt(index: number): Fields {
    const cells = this.cellsOf(index + this.headerRows);
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
    return column === -1 ? "" : (this.cellsOf(index + this.headerRows)[column] ?? "");
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
      const cells = this.cellsOf(index + this.headerRows);
      return (Object.entries(fields) as [FieldKey, string][])
        .filter(([field, value]) => value !== (cells[this.columns.indexOf(field)] ?? ""))
        .map(([field, value]) => ({ row: this.numberAt(index), field, value }));
    });
  }

  /** False: surely no cell of the row holds what the pattern looks for; told by its text, without cutting it. */
  mayHold(index: number, pattern: RegExp): boolean {
    return this.edits.has(index) || pattern.test(this.textOf(index + this.headerRows));
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

  /** The column of the file that holds dates; -1: none does. */
  get dateColumn(): number {
    return this.columns.indexOf("postAtSpecificTime");
  }

  /** The date cells as the file has them. */
  *dates(): Generator<string> {
    const column = this.dateColumn;
    if (column === -1) return;
    for (let place = this.headerRows; place < this.kept; place++) yield this.cellsOf(place)[column] ?? "";
  }
}

const whole = (text: string): Written => ({ text, from: 0, to: text.length });

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
