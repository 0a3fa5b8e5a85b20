import { describe, expect, it } from "vitest";
import { shiftOnClock, slotsOf } from "./slot-times";

const NEW_YORK = "America/New_York";

describe("shiftOnClock", () => {
  it("keeps the wall clock over a clock change for whole days", () => {
    // 09:00 EST on 7 March 2026 is 14:00 UTC; a day later New York is on EDT.
    expect(shiftOnClock("2026-03-07T14:00:00.000Z", NEW_YORK, { days: 1, hours: 0, minutes: 0 })).toEqual({
      at: "2026-03-08T13:00:00.000Z",
      note: null,
    });
  });

  it("takes hours as real time", () => {
    const moved = shiftOnClock("2026-03-07T14:00:00.000Z", NEW_YORK, { days: 0, hours: 24, minutes: 30 });
    expect(moved.at).toBe("2026-03-08T14:30:00.000Z");
  });

  it("says so where the time does not exist on the new day", () => {
    const moved = shiftOnClock("2026-03-07T07:30:00.000Z", NEW_YORK, { days: 1, hours: 0, minutes: 0 });
    expect(moved.at).toBe("2026-03-08T07:30:00.000Z");
    expect(moved.note).toContain("02:30 does not exist on 2026-03-08");
  });

  it("moves back as well", () => {
    const moved = shiftOnClock("2026-11-02T14:00:00.000Z", NEW_YORK, { days: -2, hours: 0, minutes: -15 });
    expect(moved.at).toBe("2026-10-31T12:45:00.000Z");
  });
});

describe("slotsOf", () => {
  const rule = { days: [1, 2, 3, 4, 5], times: ["17:00", "09:00"], from: "2026-11-27" };

  it("gives weekdays at the asked times, in order and on the location's clock", () => {
    const slots = slotsOf(rule, "Europe/Berlin", 4, new Date("2026-11-20T00:00:00Z"));
    expect(slots.map((slot) => slot.at)).toEqual([
      "2026-11-27T08:00:00.000Z",
      "2026-11-27T16:00:00.000Z",
      "2026-11-30T08:00:00.000Z",
      "2026-11-30T16:00:00.000Z",
    ]);
  });

  it("leaves out moments that have passed", () => {
    const [first] = slotsOf(rule, "Europe/Berlin", 1, new Date("2026-11-27T08:00:00Z"));
    expect(first?.at).toBe("2026-11-27T16:00:00.000Z");
  });
});
