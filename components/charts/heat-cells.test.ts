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
  it("keeps unknown cells pale and a zero apart from them", () => {
    expect(heatShare(null, 2)).toBeNull();
    expect(heatShare(0, 2)).toBe(14);
    expect(heatShare(2, 2)).toBe(100);
  });
  it("draws the palest colour where every known value is zero", () => {
    expect(heatShare(0, 0)).toBe(14);
  });
});
