import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { countDays, isDay, monthStart, shiftDay } from "./calendar";

const plain = (day: string) => Temporal.PlainDate.from(day);

describe("days of the calendar", () => {
  it("are those that Temporal counts, over leap years and centuries", () => {
    for (let offset = -40_000; offset < 40_000; offset += 97) {
      const day = plain("2024-02-29").add({ days: offset }).toString();
      for (const step of [-366, -31, -1, 0, 1, 28, 365, 1461]) {
        const other = plain(day).add({ days: step }).toString();
        expect(shiftDay(day, step)).toBe(other);
        expect(countDays(day, other)).toBe(step + 1);
      }
      expect(monthStart(day)).toBe(plain(day).with({ day: 1 }).toString());
      expect(isDay(day)).toBe(true);
    }
  });

  it("exist, or they are none", () => {
    for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "21/11/2026", "", "2026-04-31"])
      expect(isDay(text), text).toBe(false);
  });
});
