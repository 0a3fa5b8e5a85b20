import { describe, expect, it } from "vitest";
import { servingConnection } from "./serving";

const agency = {
  id: "agency",
  kind: "agency_oauth" as const,
  locationId: null,
  status: "working",
  scopes: ["read", "write"],
};
const own = { id: "own", kind: "api_key" as const, locationId: "L1", status: "working", scopes: ["read"] };
const agencyKey = { ...agency, id: "key", kind: "api_key" as const };
const idOf = (
  connections: (typeof agency | typeof own | typeof agencyKey)[],
  location: string,
  scope?: string,
) => servingConnection(connections, location, scope)?.id ?? null;

describe("which connection serves a location", () => {
  it("prefers the location's own, then the agency's; an agency's API key reaches no location", () => {
    expect(idOf([agency, own], "L1")).toBe("own");
    expect(idOf([agency, own], "L2")).toBe("agency");
    expect(idOf([agencyKey], "L1")).toBeNull();
  });

  it("takes another one where the first lacks the scope or does not work", () => {
    expect(idOf([agency, own], "L1", "write")).toBe("agency");
    expect(idOf([agency, { ...own, status: "needs_reauth" }], "L1")).toBe("agency");
    expect(idOf([{ ...agency, status: "paused" }, own], "L1", "write")).toBe("own");
  });

  it("names the one that work waits for when none works", () => {
    expect(idOf([{ ...agency, status: "paused" }], "L2")).toBe("agency");
  });
});
