import { describe, expect, it } from "vitest";
import type { LocationRow } from "@/lib/reports/schema";
import { readSorting, sectionsOf, sortRows, writeSorting } from "./arrange-locations";

const row = (locationId: string, reach: number | null, posts: number | null = null) =>
  ({
    locationId,
    name: locationId.toUpperCase(),
    reach: { value: reach, previous: null, change: null, percent: null },
    posts,
  }) as LocationRow;

describe("locations of the overview", () => {
  it("are sorted with the unknown last, whichever way the others go", () => {
    const rows = [row("a", null), row("b", 0), row("c", 9)];
    const order = (descending: boolean) =>
      sortRows(rows, { key: "reach", descending }).map(({ locationId }) => locationId);
    expect(order(true)).toEqual(["c", "b", "a"]);
    expect(order(false)).toEqual(["b", "c", "a"]);
  });

  it("stand under each of their groups, and those of none at the end", () => {
    const rows = [row("a", 5, 1), row("b", null, null), row("c", 7, 2)];
    const groups = [
      { groupId: "1", name: "North", locationIds: ["a", "b", "gone"] },
      { groupId: "2", name: "Shops", locationIds: ["a"] },
      { groupId: "3", name: "Empty", locationIds: ["gone"] },
    ];
    const found = sectionsOf(rows, groups).map(({ name, rows: own, reach, posts }) => [
      name,
      own.length,
      reach,
      posts,
    ]);
    expect(found).toEqual([
      ["North", 2, 5, 1],
      ["Shops", 1, 5, 1],
      ["In no group", 1, 7, 2],
    ]);
  });

  it("add up to unknown, not to zero, where nothing is known", () => {
    expect(sectionsOf([row("a", null)], [])[0]?.reach).toBeNull();
  });

  it("keep their order in the address", () => {
    expect(readSorting("name")).toEqual({ key: "name", descending: false });
    expect(readSorting(writeSorting({ key: "change", descending: true }))).toEqual({
      key: "change",
      descending: true,
    });
    expect(readSorting("love")).toEqual({ key: "reach", descending: true });
    expect(readSorting(null)).toEqual({ key: "reach", descending: true });
  });
});
