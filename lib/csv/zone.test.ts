import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { createZone, dayNumber } from "./zone";

const ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Pacific/Chatham",
  "UTC",
];

/** What Temporal itself says of a wall-clock time. */
function byTemporal(timezone: string, local: string) {
  const plain = Temporal.PlainDateTime.from(local);
  const first = plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
  const second = plain.toZonedDateTime(timezone, { disambiguation: "later" });
  if (first.epochMilliseconds === second.epochMilliseconds)
    return { kind: "once", ms: first.epochMilliseconds };
  if (!first.toPlainDateTime().equals(plain)) return { kind: "gap" };
  return { kind: "twice", first: first.epochMilliseconds, second: second.epochMilliseconds };
}

const localOf = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 19);

describe("a timezone's clock", () => {
  it.each(ZONES)("agrees with Temporal on any minute, also around every change, in %s", (timezone) => {
    const zone = createZone(timezone);
    const first = Date.UTC(2026, 0, 1) / 60_000;
    const minutes = fc.integer({ min: first, max: Date.UTC(2029, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        expect(zone.toInstant(localOf(minute))).toEqual(byTemporal(timezone, localOf(minute)));
      }),
      { numRuns: 60 },
    );
    let change = Temporal.Instant.fromEpochMilliseconds(first * 60_000)
      .toZonedDateTimeISO(timezone)
      .getTimeZoneTransition("next");
    for (let count = 0; change && count < 4; count++) {
      const wall = Date.parse(`${change.toPlainDateTime().toString({ smallestUnit: "second" })}Z`) / 60_000;
      for (const beside of [-1500, -121, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 1500])
        expect(zone.toInstant(localOf(wall + beside))).toEqual(byTemporal(timezone, localOf(wall + beside)));
      change = change.getTimeZoneTransition("next");
    }
  });

  it("counts days as the calendar does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        expect(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
      }),
    );
  });
});
