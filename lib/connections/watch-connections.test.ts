import { describe, expect, it } from "vitest";
import { judgeVolume } from "./watch-connections";
import type { Volume } from "./watch-repository";

const usual: Volume = {
  connectionId: "c",
  companyId: "x",
  label: "Warehouse export",
  calls: 150,
  habitMost: 180,
  habitMedian: 140,
  days: 14,
  refusals: 0,
};

describe("unusual use of a connection", () => {
  it("says nothing about a usual volume", () => {
    expect(judgeVolume(usual)).toBeNull();
    expect(judgeVolume({ ...usual, calls: 540 })).toBeNull();
  });

  it("states a volume far from the habit beside the habit", () => {
    const found = judgeVolume({ ...usual, calls: 2140 });
    expect(found?.kind).toBe("call_volume");
    expect(found?.what).toContain(
      "2140 calls in the last 10 minutes; its habit at this time is 140, at most 180",
    );
  });

  it("waits until there is a habit to compare with", () => {
    expect(judgeVolume({ ...usual, calls: 9000, days: 2 })).toBeNull();
    expect(judgeVolume({ ...usual, calls: 9000, days: 0, habitMost: null, habitMedian: null })).toBeNull();
  });

  it("does not call a handful of calls unusual on a quiet connection", () => {
    expect(judgeVolume({ ...usual, habitMost: 0, habitMedian: 0, calls: 40 })).toBeNull();
  });

  it("counts 20 refusals within a minute, not 19", () => {
    expect(judgeVolume({ ...usual, refusals: 19 })).toBeNull();
    expect(judgeVolume({ ...usual, refusals: 20 })?.kind).toBe("refusals");
  });
});
