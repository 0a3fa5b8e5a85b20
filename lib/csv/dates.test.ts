import { describe, expect, it } from "vitest";
import { detectDateOrder, readDate } from "./dates";
import { createZone } from "./zone";

describe("dates", () => {
  it.each([
    ["2026-12-01 09:30:00", "2026-12-01T09:30:00", false],
    ["2026-12-01 09:30", "2026-12-01T09:30:00", false],
    ["2026/12/01 09:30", "2026-12-01T09:30:00", false],
    ["12/1/2026 9:30", "2026-12-01T09:30:00", false],
    ["8/25/25 21:30", "2025-08-25T21:30:00", true],
    ["12/1/2026 9:30 PM", "2026-12-01T21:30:00", true],
    ["1.12.2026 9:30", "2026-12-01T09:30:00", true],
    ["2026-12-01T09:30:00", "2026-12-01T09:30:00", true],
    ["46357.5", "2026-12-01T12:00:00", true],
  ])("reads %s", (text, local, rewritten) => {
    expect(readDate(text)).toEqual({ kind: "read", local, rewritten });
  });

  it.each(["2026-02-30 10:00", "tomorrow", "13/13/2026 10:00", "2026-12-01 25:00", "1/1/26 13:00 pm"])(
    "does not guess at %s",
    (text) => {
      expect(readDate(text).kind).toBe("invalid");
    },
  );

  it("is day first only when the file cannot be read otherwise", () => {
    expect(detectDateOrder(["3/4/2026", "25/12/2026"])).toBe("DMY");
    expect(detectDateOrder(["3/4/2026"])).toBe("MDY");
    expect(detectDateOrder(["25/12/2026", "12/25/2026"])).toBe("MDY");
  });

  it("knows times that do not exist and times that come twice", () => {
    const london = createZone("Europe/London");
    expect(london.toInstant("2026-03-29T01:30:00").kind).toBe("gap");
    expect(london.toInstant("2026-10-25T01:30:00")).toMatchObject({ kind: "twice" });
    expect(london.toInstant("2026-07-01T10:00:00")).toEqual({ kind: "once", ms: Date.UTC(2026, 6, 1, 9) });
    const lordHowe = createZone("Australia/Lord_Howe");
    expect(lordHowe.toInstant("2026-10-04T02:15:00").kind).toBe("gap");
    expect(lordHowe.toLocal(Date.UTC(2026, 6, 1))).toBe("2026-07-01T10:30:00");
  });
});
