import { describe, expect, it } from "vitest";
import { type CuttableRow, cutIntoCsvs } from "@/lib/csv";
import { createCutter, freeNumbers, type NumberedCut } from "./cut-stream";

const SETS = [["a"], ["b", "a"], ["a", "b"], ["c"], []];

/** The same rows for the same seed: several spellings of a set, times that repeat, drafts. */
function rowsOf(seed: number, count: number): CuttableRow[] {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  return Array.from({ length: count }, (_, index) => ({
    row: index + 2,
    scheduledLocal: next(9) === 0 ? null : `2027-01-${String(1 + next(28)).padStart(2, "0")}T10:00:00`,
    accountIds: SETS[next(SETS.length)] ?? [],
  }));
}

/** In the order the database gives them. */
const inOrder = (rows: readonly CuttableRow[]): CuttableRow[] =>
  [...rows].sort(
    (a, b) => (a.scheduledLocal ?? "9999").localeCompare(b.scheduledLocal ?? "9999") || a.row - b.row,
  );

function cutAll(rows: readonly CuttableRow[], taken: readonly number[] = [], most = 4): NumberedCut[] {
  const cutter = createCutter(freeNumbers(taken), most);
  const full = inOrder(rows).flatMap((row) => cutter.add(row) ?? []);
  return [...full, ...cutter.rest()];
}

const bare = (cuts: readonly NumberedCut[]) =>
  [...cuts].sort((a, b) => a.number - b.number).map(({ number: _number, ...cut }) => cut);

describe("cutting row by row", () => {
  it("makes the csvs, in the order, that cutting all rows at once makes", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const rows = rowsOf(seed, seed * 3);
      const cuts = cutAll(rows);
      expect(bare(cuts)).toEqual(cutIntoCsvs(rows, 4));
      expect(cuts.map(({ number }) => number).sort((a, b) => a - b)).toEqual(cuts.map((_, at) => at + 1));
    }
  });

  it("goes on after any number of csvs were kept, with the same csvs under the same numbers", () => {
    const rows = rowsOf(7, 120);
    const whole = cutAll(rows);
    for (let kept = 0; kept <= whole.length; kept++) {
      const before = whole.slice(0, kept);
      const gone = new Set(before.flatMap((cut) => cut.rows));
      const after = cutAll(
        rows.filter(({ row }) => !gone.has(row)),
        before.map(({ number }) => number),
      );
      expect([...before, ...after].sort((a, b) => a.number - b.number)).toEqual(
        [...whole].sort((a, b) => a.number - b.number),
      );
    }
  });
});
