import { describe, expect, it } from "vitest";
import { newId, newIds } from "./new-id";

describe("ids made at once", () => {
  it("are as many as asked, each its own, and of the moment", () => {
    const before = newId();
    const ids = newIds(3_000);
    expect(new Set(ids).size).toBe(3_000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(id.slice(0, 8) >= before.slice(0, 8)).toBe(true);
    }
    expect(newIds(0)).toEqual([]);
  });
});
