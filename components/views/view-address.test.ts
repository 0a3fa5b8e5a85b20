import { describe, expect, it } from "vitest";
import { addressOfView, searchToKeep } from "./view-address";

describe("the address that a view keeps", () => {
  it("has the filters, and not the changes that were just made on the page", () => {
    const kept = searchToKeep("locationId=LOC1&changes=one%2Ctwo&period=7d&deletions=three");
    expect(kept).toBe("locationId=LOC1&period=7d");
    expect(addressOfView({ path: "/snapshots", search: kept })).toBe("/snapshots?locationId=LOC1&period=7d");
  });

  it("is the bare page where nothing is filtered", () => {
    expect(addressOfView({ path: "/overview", search: searchToKeep("changes=one") })).toBe("/overview");
  });
});
