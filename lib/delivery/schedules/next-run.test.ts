import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { nextRun, type Rhythm } from "./next-run";

const weekly: Rhythm = {
  timezone: "Europe/London",
  frequency: "weekly",
  weekday: 1,
  monthDay: null,
  hour: 9,
};
const monthly: Rhythm = {
  timezone: "America/New_York",
  frequency: "monthly",
  weekday: null,
  monthDay: 1,
  hour: 8,
};
const next = (rhythm: Rhythm, after: string) => nextRun(rhythm, new Date(after)).toISOString();

describe("the next run", () => {
  it("keeps the recipients' hour over clock changes", () => {
    // Monday 23 March 2026 is winter time in London, the Monday after is summer time.
    expect(next(weekly, "2026-03-23T08:59:59Z")).toBe("2026-03-23T09:00:00.000Z");
    expect(next(weekly, "2026-03-23T09:00:00Z")).toBe("2026-03-30T08:00:00.000Z");
    expect(next(weekly, "2026-10-19T08:00:00Z")).toBe("2026-10-26T09:00:00.000Z");
    expect(next(monthly, "2026-02-28T23:00:00Z")).toBe("2026-03-01T13:00:00.000Z");
    expect(next(monthly, "2026-03-01T13:00:00Z")).toBe("2026-04-01T12:00:00.000Z");
    expect(next(monthly, "2026-12-15T00:00:00Z")).toBe("2027-01-01T13:00:00.000Z");
  });

  it("takes the first of an hour that comes twice, and moves one that does not come", () => {
    const sunday = { ...weekly, timezone: "Europe/Berlin", weekday: 7, hour: 2 };
    expect(next(sunday, "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:00:00.000Z");
    expect(next(sunday, "2026-10-25T00:00:00Z")).toBe("2026-11-01T01:00:00.000Z");
    expect(next(sunday, "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
  });

  it("is always later, at the hour, on the day, and skips none", () => {
    const rhythm = fc.oneof(
      fc.record({
        frequency: fc.constant("weekly" as const),
        weekday: fc.integer({ min: 1, max: 7 }),
        monthDay: fc.constant(null),
      }),
      fc.record({
        frequency: fc.constant("monthly" as const),
        weekday: fc.constant(null),
        monthDay: fc.integer({ min: 1, max: 28 }),
      }),
    );
    const timezone = fc.constantFrom(
      "Europe/London",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "UTC",
    );
    const after = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(rhythm, timezone, fc.integer({ min: 4, max: 23 }), after, (kind, zone, hour, from) => {
        const all: Rhythm = { ...kind, timezone: zone, hour };
        const run = nextRun(all, from);
        const local = Temporal.Instant.fromEpochMilliseconds(run.getTime()).toZonedDateTimeISO(zone);
        expect(run.getTime()).toBeGreaterThan(from.getTime());
        expect(run.getTime() - from.getTime()).toBeLessThanOrEqual(
          (kind.frequency === "weekly" ? 7.1 : 31.1) * 86_400_000,
        );
        expect(local.hour).toBe(hour);
        if (kind.weekday) expect(local.dayOfWeek).toBe(kind.weekday);
        if (kind.monthDay) expect(local.day).toBe(kind.monthDay);
      }),
    );
  });
});
