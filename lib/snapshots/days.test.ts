import { describe, expect, it } from "vitest";
import { bucketOf, bucketsOf, dayIn, daysBetween, hoursOfDay, yearBefore } from "./days";
import { isDue } from "./start-nightly-captures";

describe("days", () => {
  it("are days of the location, whatever this machine's timezone is", () => {
    const at = new Date("2026-04-09T13:30:00Z");
    expect(dayIn("Australia/Sydney", at)).toBe("2026-04-09");
    expect(dayIn("Australia/Lord_Howe", new Date("2026-04-09T13:30:00Z"))).toBe("2026-04-10");
    expect(dayIn("America/Los_Angeles", new Date("2026-04-09T06:59:59Z"))).toBe("2026-04-08");
    expect(dayIn("Asia/Kolkata", new Date("2026-04-09T18:30:00Z"))).toBe("2026-04-10");
  });

  it("have 23, 25 or another half hour where clocks change", () => {
    expect(hoursOfDay("Europe/London", "2026-03-29")).toBe(23);
    expect(hoursOfDay("Europe/London", "2026-10-25")).toBe(25);
    expect(hoursOfDay("Australia/Lord_Howe", "2026-10-04")).toBe(23.5);
    expect(hoursOfDay("Asia/Kolkata", "2026-03-29")).toBe(24);
  });

  it("count calendar days over a clock change", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(3);
    expect(daysBetween("2026-03-30", "2026-03-28")).toBe(-1);
    expect(yearBefore("2028-02-29")).toBe("2027-02-28");
  });

  it("fall into weeks from Monday and calendar months", () => {
    expect(bucketOf("2026-03-01", "week")).toBe("2026-02-23");
    expect(bucketOf("2026-03-01", "month")).toBe("2026-03-01");
    expect(bucketsOf("2025-12-30", "2026-01-13", "week")).toEqual(["2025-12-29", "2026-01-05", "2026-01-12"]);
    expect(bucketsOf("2026-01-31", "2026-03-01", "month")).toEqual([
      "2026-01-01",
      "2026-02-01",
      "2026-03-01",
    ]);
  });
});

describe("the nightly capture", () => {
  const london = (lastNightlyDay: string | null) => ({ timezone: "Europe/London", lastNightlyDay });

  it("is due from 03:00 of the location's own day, once", () => {
    expect(isDue(london("2026-06-08"), new Date("2026-06-10T01:59:00Z"))).toBe(false);
    expect(isDue(london("2026-06-08"), new Date("2026-06-10T02:00:00Z"))).toBe(true);
    expect(isDue(london("2026-06-09"), new Date("2026-06-10T02:05:00Z"))).toBe(false);
    expect(isDue(london(null), new Date("2026-06-10T20:00:00Z"))).toBe(true);
  });

  it("runs once on days with 23 and 25 hours", () => {
    for (const [night, day] of [
      ["2026-03-29", "2026-03-28"],
      ["2026-10-25", "2026-10-24"],
    ] as const) {
      let last: string | null = "2026-01-01";
      let runs = 0;
      for (let minute = 0; minute < 24 * 60; minute += 5) {
        const now = new Date(Date.parse(`${night}T00:00:00Z`) + minute * 60_000);
        if (dayIn("Europe/London", now) === night && isDue(london(last), now)) {
          runs++;
          last = day;
        }
      }
      expect(runs).toBe(1);
    }
  });
});
