import { type CuttableRow, MAX_ROWS_PER_CSV } from "@/lib/csv";

export type NumberedCut = {
  number: number;
  rows: number[];
  accountIds: readonly string[];
  firstLocal: string | null;
  lastLocal: string | null;
};

/**
 * Cuts rows that come one by one, earliest first and drafts last, into the csvs that `cutIntoCsvs` makes of all of them at
 * once, and keeps no more than one open csv of each account set. A csv has its number from when its first row came.
 */
export function createCutter(nextNumber: () => number, most = MAX_ROWS_PER_CSV) {
  const open = new Map<string, NumberedCut>();
  // Rows share the few account lists there are: the key of a list is made once.
  const keys = new Map<string, string>();
  const keyOf = (accountIds: readonly string[]): string => {
    const spelled = accountIds.join(",");
    const known = keys.get(spelled);
    if (known !== undefined) return known;
    const key = [...accountIds].sort().join(",");
    keys.set(spelled, key);
    return key;
  };
  return {
    /** Takes a row; answers its csv where that is full now. */
    add({ row, scheduledLocal, accountIds }: CuttableRow): NumberedCut | null {
      const key = keyOf(accountIds);
      let cut = open.get(key);
      if (!cut) {
        cut = {
          number: nextNumber(),
          rows: [],
          accountIds,
          firstLocal: scheduledLocal,
          lastLocal: null,
        };
        open.set(key, cut);
      }
      cut.rows.push(row);
      cut.lastLocal = scheduledLocal ?? cut.lastLocal;
      if (cut.rows.length < most) return null;
      open.delete(key);
      return cut;
    },
    /** What is begun and not full, when no row comes any more. */
    rest(): NumberedCut[] {
      const cuts = [...open.values()].sort((a, b) => a.number - b.number);
      open.clear();
      return cuts;
    },
  };
}

/** The numbers from 1 on that are not taken, one at a time: a cut that goes on after a death fills the gaps it left. */
export function freeNumbers(taken: Iterable<number>): () => number {
  const used = new Set(taken);
  let last = 0;
  return () => {
    do last++;
    while (used.has(last));
    return last;
  };
}
