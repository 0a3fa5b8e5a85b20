export const MAX_ROWS_PER_CSV = 90;

export type CuttableRow = { row: number; scheduledLocal: string | null; accountIds: readonly string[] };

export type Cut = {
  rows: number[];
  accountIds: string[];
  firstLocal: string | null;
  lastLocal: string | null;
};

/**
 * Cuts rows into csvs of at most 90, by account set (set-accounts takes one list a csv) and by time, earliest first;
 * drafts stand together. The same rows are always cut the same way.
 */
export function cutIntoCsvs(rows: readonly CuttableRow[], max = MAX_ROWS_PER_CSV): Cut[] {
  const groups = new Map<string, CuttableRow[]>();
  for (const row of rows) {
    const key = [...row.accountIds].sort().join(",");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const cuts: Cut[] = [];
  for (const group of groups.values()) {
    const sorted = [...group].sort(byTime);
    for (let start = 0; start < sorted.length; start += max) {
      const part = sorted.slice(start, start + max);
      const dated = part.filter((row) => row.scheduledLocal !== null);
      cuts.push({
        rows: part.map((row) => row.row),
        accountIds: [...(part[0]?.accountIds ?? [])],
        firstLocal: dated[0]?.scheduledLocal ?? null,
        lastLocal: dated.at(-1)?.scheduledLocal ?? null,
      });
    }
  }
  return cuts.sort(
    (a, b) =>
      (a.firstLocal ?? "9999").localeCompare(b.firstLocal ?? "9999") || (a.rows[0] ?? 0) - (b.rows[0] ?? 0),
  );
}

function byTime(a: CuttableRow, b: CuttableRow): number {
  return (a.scheduledLocal ?? "9999").localeCompare(b.scheduledLocal ?? "9999") || a.row - b.row;
}
