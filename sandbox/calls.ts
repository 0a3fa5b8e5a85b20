export type CallCount = { operation: string; tokenKind: string; locationId: string | null; count: number };

/** Counts every call that named an operation, let through or refused. */
export class CallCounter {
  private readonly counts = new Map<string, CallCount>();

  add(operation: string, tokenKind: string, locationId: string | null): void {
    const key = `${operation} ${tokenKind} ${locationId ?? ""}`;
    const known = this.counts.get(key);
    if (known) known.count += 1;
    else this.counts.set(key, { operation, tokenKind, locationId, count: 1 });
  }

  report() {
    const rows = [...this.counts.values()];
    const byOperation: Record<string, number> = {};
    const byTokenKind: Record<string, number> = {};
    for (const row of rows) {
      byOperation[row.operation] = (byOperation[row.operation] ?? 0) + row.count;
      byTokenKind[row.tokenKind] = (byTokenKind[row.tokenKind] ?? 0) + row.count;
    }
    return { total: rows.reduce((sum, row) => sum + row.count, 0), byOperation, byTokenKind, calls: rows };
  }

  clear(): void {
    this.counts.clear();
  }
}
