import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutIntoCsvs } from "./cut";

describe("cutting into csvs", () => {
  it("holds every row once, at most 90 a csv, one account set a csv, in order of time", () => {
    const rows = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        set: fc.constantFrom(["a"], ["b", "a"], ["a", "b"]),
      }),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(rows, (made) => {
        const input = made.map((one, index) => ({
          row: index + 2,
          scheduledLocal: one.day === 28 ? null : `2026-12-${String(one.day).padStart(2, "0")}T10:00:00`,
          accountIds: one.set,
        }));
        const cuts = cutIntoCsvs(input);
        expect(cuts.flatMap((cut) => cut.rows).sort((a, b) => a - b)).toEqual(input.map((row) => row.row));
        for (const cut of cuts) {
          expect(cut.rows.length).toBeLessThanOrEqual(90);
          const sets = new Set(cut.rows.map((row) => [...(input[row - 2]?.accountIds ?? [])].sort().join()));
          expect(sets.size).toBe(1);
        }
      }),
    );
  });
});
