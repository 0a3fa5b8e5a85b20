import { describe, expect, it } from "vitest";
import { locationWords } from "./location-words";

const KNOWN = [
  { locationId: "a", name: "Aachen" },
  { locationId: "b", name: "Bonn" },
  { locationId: "c", name: "Celle" },
];
const some = (...locationIds: string[]) => locationWords({ allLocations: false, locationIds }, KNOWN);

describe("locationWords", () => {
  it("names a few, counts the rest, and says all and none", () => {
    expect(some("a", "b")).toBe("Aachen and Bonn");
    expect(some("a", "b", "c")).toBe("Aachen, Bonn and 1 more");
    expect(some()).toBe("None yet");
    expect(locationWords({ allLocations: true, locationIds: [] }, KNOWN)).toBe("All locations");
  });

  it("counts where a name is not known yet, rather than leaving a location out", () => {
    expect(some("a", "z")).toBe("2 locations");
  });
});
