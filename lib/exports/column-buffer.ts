import type { Cell, ColumnKind } from "./table";

export type ParquetValue = string | number | bigint | boolean | Date | null;

const FIRST_BYTES = 1 << 16;
const NULL_TEXT = -1;
/** The text is the one that was kept last. */
const SAME_TEXT = -2;

/**
 * The values of one column while its row group fills, packed outside the heap: numbers, days and moments as eight bytes
 * each (NaN is null), texts behind one another. What a Parquet writer takes instead, an object for almost every value, is
 * made of a column when it is written and lives no longer than that.
 */
export class ColumnBuffer {
  private readonly numbers: Float64Array;
  private readonly lengths: Int32Array;
  private text = Buffer.alloc(0);
  private last: string | null = null;
  private used = 0;
  private count = 0;

  constructor(
    private readonly kind: ColumnKind,
    capacity: number,
  ) {
    this.numbers = new Float64Array(kind === "text" ? 0 : capacity);
    this.lengths = new Int32Array(kind === "text" ? capacity : 0);
  }

  push(value: Cell): void {
    if (this.kind === "text")
      this.lengths[this.count] = value === null ? NULL_TEXT : this.keep(String(value));
    else this.numbers[this.count] = value === null ? Number.NaN : packed(value, this.kind);
    this.count++;
  }

  values(): ParquetValue[] {
    if (this.kind === "text") return this.texts();
    const { kind } = this;
    return Array.from(this.numbers.subarray(0, this.count), (value) =>
      Number.isNaN(value) ? null : unpacked(value, kind),
    );
  }

  clear(): void {
    this.count = 0;
    this.used = 0;
    this.last = null;
  }

  /** How many bytes the text takes. */
  private keep(text: string): number {
    if (text === this.last) return SAME_TEXT;
    this.last = text;
    const most = this.used + text.length * 3;
    if (most > this.text.length) {
      const wider = Buffer.alloc(Math.max(FIRST_BYTES, most * 2));
      this.text.copy(wider, 0, 0, this.used);
      this.text = wider;
    }
    const bytes = this.text.write(text, this.used);
    this.used += bytes;
    return bytes;
  }

  /**
   * Each text by itself: one cut out of a long string would hold all of it, and the writer keeps the least and the greatest
   * of every row group until the file ends.
   */
  private texts(): (string | null)[] {
    let at = 0;
    let last: string | null = null;
    return Array.from(this.lengths.subarray(0, this.count), (length) => {
      if (length === NULL_TEXT) return null;
      if (length === SAME_TEXT) return last;
      last = this.text.toString("utf8", at, at + length);
      at += length;
      return last;
    });
  }
}

function packed(value: NonNullable<Cell>, kind: ColumnKind): number {
  if (kind === "date") return Date.parse(`${String(value)}T00:00:00Z`);
  return kind === "moment" ? Date.parse(String(value)) : Number(value);
}

function unpacked(value: number, kind: ColumnKind): ParquetValue {
  if (kind === "integer") return BigInt(Math.round(value));
  if (kind === "boolean") return value === 1;
  return kind === "date" || kind === "moment" ? new Date(value) : value;
}
