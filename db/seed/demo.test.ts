import { describe, expect, it } from "vitest";
import { createWorld } from "@/sandbox/world/world";
import { DEMO_LOCATIONS } from "./demo";

describe("the demo viewer's locations", () => {
  it("are clients of Northwind Agency in the sandbox's world", () => {
    const world = createWorld("northwind", 24, Date.now());
    const names = Object.values(DEMO_LOCATIONS).map((id) => world.locationById.get(id)?.name);
    expect(names).toEqual(["Harbour Dental", "Fernhill Garden Centre", "Hollins Estate Agents"]);
  });
});
