import { describe, expect, it } from "vitest";
import type { Standstill } from "@/lib/connections/find-standstills";
import { findAttention } from "./find-attention";
import type { ScopeCoverage } from "./read-coverage";

const covered = {
  coverage: { failing: [], failedLocations: [] },
  accounts: [],
  captures: new Map(),
  failures: new Map(),
} as unknown as ScopeCoverage;
const waiting = {
  id: "i1",
  location_id: "L1",
  file_name: "posts.csv",
  row_count: 3,
  status_reason: null,
  updated_at: "2026-04-07T09:00:00.000Z",
};
const agency: Standstill = {
  connectionId: "c1",
  label: "Agency OAuth",
  kind: "agency_oauth",
  status: "needs_reauth",
  locationId: null,
  since: "2026-04-07T09:00:00.000Z",
  standing: ["L1", "L2"],
};

function find(standstill: Partial<Standstill>, isAdmin: boolean) {
  return findAttention({
    locations: [],
    covered,
    posting: [],
    imports: [waiting],
    standstills: [{ ...agency, ...standstill }],
    isAdmin,
    now: new Date("2026-04-08T09:00:00.000Z"),
    today: "2026-04-08",
  });
}

describe("a connection that waits for an admin", () => {
  it("comes first, with since when and what stands still", () => {
    const [first, second] = find({}, true);
    expect(first).toEqual({
      kind: "connection_ended",
      locationId: null,
      locationName: "Agency OAuth",
      locationIds: ["L1", "L2"],
      sentence: "Captures, imports and posts of 2 locations stand still until it is authorized again.",
      since: agency.since,
      href: "/connections",
    });
    expect(second?.kind).toBe("import_waits");
  });

  it("leads nobody to a page they may not open", () => {
    expect(find({}, false)[0]).toMatchObject({ kind: "connection_ended", href: null });
  });

  it("tells a pause, and that nothing stands still where another connection serves", () => {
    expect(find({ status: "paused", standing: ["L1"] }, true)[0]).toMatchObject({
      kind: "connection_paused",
      sentence: "Captures, imports and posts of L1 stand still until it is resumed.",
    });
    expect(find({ standing: [] }, true)[0]?.sentence).toBe("Another connection does its work meanwhile.");
  });
});
