import { describe, expect, it } from "vitest";
import { periodOf } from "./period";

const clock = { now: () => new Date("2026-11-22T12:00:00Z") };

describe("the period of posts", () => {
  it("takes days as the location's own, the last one whole", () => {
    expect(periodOf(clock, { from: "2026-12-01", to: "2026-12-01" }, "America/Los_Angeles")).toEqual({
      from: "2026-12-01T08:00:00.000Z",
      to: "2026-12-02T07:59:59.999Z",
    });
  });

  it("knows days of 23 and 25 hours", () => {
    const day = (text: string) => periodOf(clock, { from: text, to: text }, "Europe/London");
    expect(day("2027-03-28")).toEqual({ from: "2027-03-28T00:00:00.000Z", to: "2027-03-28T22:59:59.999Z" });
    expect(day("2026-10-25")).toEqual({ from: "2026-10-24T23:00:00.000Z", to: "2026-10-25T23:59:59.999Z" });
  });

  it("reaches from 30 days back to 120 ahead by default, and refuses one that runs backwards", () => {
    expect(periodOf(clock, {}, "UTC")).toEqual({
      from: "2026-10-23T12:00:00.000Z",
      to: "2027-03-22T12:00:00.000Z",
    });
    expect(() => periodOf(clock, { from: "2026-12-02", to: "2026-12-01" }, "UTC")).toThrow("ends before");
  });
});
