import { describe, expect, it } from "vitest";
import { heatShare, moveInGrid } from "./heat-cells";

const week = { rows: 7, columns: 24 };

describe("moveInGrid", () => {
  it("goes one cell a key and to both ends of a row", () => {
    expect(moveInGrid({ row: 3, column: 18 }, "ArrowRight", week)).toEqual({ row: 3, column: 19 });
    expect(moveInGrid({ row: 3, column: 18 }, "ArrowUp", week)).toEqual({ row: 2, column: 18 });
    expect(moveInGrid({ row: 3, column: 18 }, "Home", week)).toEqual({ row: 3, column: 0 });
    expect(moveInGrid({ row: 3, column: 18 }, "End", week)).toEqual({ row: 3, column: 23 });
  });
  it("stays inside and leaves other keys to the page", () => {
    expect(moveInGrid({ row: 6, column: 23 }, "ArrowDown", week)).toBeNull();
    expect(moveInGrid({ row: 6, column: 23 }, "ArrowRight", week)).toBeNull();
    expect(moveInGrid({ row: 0, column: 0 }, "Home", week)).toBeNull();
    expect(moveInGrid({ row: 0, column: 0 }, "Tab", week)).toBeNull();
  });
});

describe("heatShare", () => {
  it("spreads the colour from the lowest known value to the highest", () => {
    const shares = [0.8, 0.9, 1, 1.2].map((value) => heatShare(value, { low: 0.8, high: 1.2 }));
    expect(shares).toEqual([16, 37, 58, 100]);
  });
  it("keeps unknown cells grey and the lowest value apart from them", () => {
    expect(heatShare(null, { low: 0, high: 2 })).toBeNull();
    expect(heatShare(0, { low: 0, high: 2 })).toBe(16);
  });
  it("is neither pale nor dark where all values are the same, and palest where all are zero", () => {
    expect(heatShare(1.3, { low: 1.3, high: 1.3 })).toBe(58);
    expect(heatShare(0, { low: 0, high: 0 })).toBe(16);
  });
});
