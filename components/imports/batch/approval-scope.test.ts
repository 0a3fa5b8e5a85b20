import { describe, expect, it } from "vitest";
import { othersOf, type Part, scopeOf } from "./approval-scope";

const asked = { status: "asked", current: true, mayDecide: true } as const;
const notMine = { ...asked, mayDecide: false };
const approved = { status: "approved", current: true, mayDecide: false } as const;
const sibling = (ready: number, approval: Part["approval"] = null) => ({
  status: "ready" as const,
  ready,
  approval,
});
const part = (more: Partial<Part>): Part => ({
  ready: 3,
  locationName: "Alder",
  hiddenLocations: 0,
  approval: null,
  siblings: [],
  ...more,
});

describe("what an approval is about", () => {
  it("is one location, or all of the file together", () => {
    expect(scopeOf(part({}))).toEqual({ group: false, ready: 3, what: "3 rows" });
    expect(scopeOf(part({ siblings: [sibling(2), sibling(1)] }))).toEqual({
      group: true,
      ready: 6,
      what: "6 rows at 3 locations",
    });
  });

  it("is only what the one who looks may decide", () => {
    const mixed = part({ approval: asked, siblings: [sibling(2, asked), sibling(4, notMine)] });
    expect(scopeOf(mixed)).toEqual({ group: true, ready: 5, what: "5 rows at 2 locations" });
    expect(othersOf(mixed)).toEqual(["1 other location of this file waits for somebody else."]);
  });

  it("says that there are locations one cannot see, and names the one that is decided", () => {
    const narrow = part({ approval: asked, hiddenLocations: 2 });
    expect(scopeOf(narrow)).toEqual({ group: false, ready: 3, what: "3 rows at Alder" });
    expect(othersOf(narrow)).toEqual([
      "The same file has rows for 2 more locations that you have no access to. You see and decide only the rows of yours; somebody with access decides the others.",
    ]);
  });

  it("schedules a location that is approved while another one still waits", () => {
    const half = part({ approval: approved, siblings: [sibling(2, notMine)] });
    expect(scopeOf(half)).toEqual({ group: false, ready: 3, what: "3 rows at Alder" });
    expect(othersOf(half)).toEqual([
      "1 other location of this file is not approved yet; each is scheduled once it is.",
    ]);
    expect(scopeOf(part({ approval: approved, siblings: [sibling(2, approved)] })).group).toBe(true);
  });
});
