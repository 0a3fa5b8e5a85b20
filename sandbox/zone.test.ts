import { describe, expect, it } from "vitest";
import { daytimeInstant, instantOf, offsetAt } from "./zone";

const instant = (zone: string, wall: string) =>
  new Date(instantOf(zone, Date.parse(`${wall}Z`))).toISOString();

describe("wall-clock times", () => {
  it.each([
    ["Europe/Berlin", "2026-07-01T10:00:00", "2026-07-01T08:00:00.000Z"],
    ["Europe/Berlin", "2026-12-01T10:00:00", "2026-12-01T09:00:00.000Z"],
    ["America/Los_Angeles", "2026-07-01T23:30:00", "2026-07-02T06:30:00.000Z"],
    ["Asia/Kolkata", "2026-07-01T00:15:00", "2026-06-30T18:45:00.000Z"],
    // Lord Howe moves by half an hour only.
    ["Australia/Lord_Howe", "2026-01-15T10:00:00", "2026-01-14T23:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-07-15T10:00:00", "2026-07-14T23:30:00.000Z"],
    // In the gap of spring the time moves on; of autumn's two the first one counts.
    ["Europe/London", "2026-03-29T01:30:00", "2026-03-29T01:30:00.000Z"],
    ["Europe/London", "2026-10-25T01:30:00", "2026-10-25T00:30:00.000Z"],
    ["America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00.000Z"],
  ])("%s %s is %s", (zone, wall, expected) => {
    expect(instant(zone, wall)).toBe(expected);
  });

  it("has a fast path that agrees at every noon of a year", () => {
    for (const zone of ["America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata"]) {
      for (let ahead = 0; ahead < 366; ahead += 1) {
        const day = new Date(Date.UTC(2026, 0, 1 + ahead)).toISOString().slice(0, 10);
        expect(daytimeInstant(zone, day, 720)).toBe(instantOf(zone, Date.parse(`${day}T12:00:00Z`)));
      }
    }
    expect(offsetAt("Asia/Kolkata", Date.UTC(2026, 0, 1))).toBe(5.5 * 3_600_000);
  });
});
