import type { Cell, ColumnKind } from "./table";

export type ParquetValue = string | number | bigint | boolean | Date | null;

/** So many different texts of a column are kept once each; ids beyond are their own. */
const SHARED_TEXTS = 1_000;

/**
 * The values of one column while its row group fills: numbers, days and moments as eight bytes each (NaN is null), repeated
 * texts once. What a Parquet writer needs instead, an object for almost every value, is made of a column when it is written
 * and lives no longer than that.
 */
export class ColumnBuffer {
  private readonly numbers: Float64Array;
  private texts: (string | null)[] = [];
  private readonly shared = new Map<string, string>();
  private count = 0;

  constructor(
    private readonly kind: ColumnKind,
    capacity: number,
  ) {
    this.numbers = new Float64Array(kind === "text" ? 0 : capacity);
  }

  push(value: Cell): void {
    if (this.kind === "text") this.texts.push(value === null ? null : this.share(String(value)));
    else this.numbers[this.count] = value === null ? Number.NaN : packed(value, this.kind);
    this.count++;
  }

  values(): ParquetValue[] {
    if (this.kind === "text") return this.texts;
    const { kind } = this;
    return Array.from(this.numbers.subarray(0, this.count), (value) =>
      Number.isNaN(value) ? null : unpacked(value, kind),
    );
  }

  clear(): void {
    this.count = 0;
    this.texts = [];
    this.shared.clear();
  }

  private share(text: string): string {
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    if (this.shared.size < SHARED_TEXTS) this.shared.set(text, text);
    return text;
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
