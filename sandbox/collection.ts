import type { Store } from "./persist";

/** One named kind of thing that people change: a map that also writes each change to the store. */
export class Collection<T> {
  private readonly rows: Map<string, T>;

  constructor(
    private readonly store: Store,
    private readonly name: string,
  ) {
    // The store holds only what this class put there under the same name.
    this.rows = new Map((store.load().get(name) ?? new Map()) as Map<string, T>);
  }

  get(key: string): T | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  set(key: string, value: T): T {
    this.rows.set(key, value);
    this.store.put(this.name, key, value);
    return value;
  }

  delete(key: string): void {
    if (this.rows.delete(key)) this.store.put(this.name, key, undefined);
  }

  entries(): IterableIterator<[string, T]> {
    return this.rows.entries();
  }

  values(): T[] {
    return [...this.rows.values()];
  }

  /** Forgets all rows without a word to the store, which was cleared as a whole. */
  empty(): void {
    this.rows.clear();
  }

  get size(): number {
    return this.rows.size;
  }
}
