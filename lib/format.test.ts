import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  age,
  bytes,
  change,
  compact,
  dateRange,
  dateTime,
  day,
  dayIn,
  duration,
  list,
  number,
  percent,
  percentChange,
  plural,
  points,
  time,
  zoneName,
} from "./format";

describe("numbers", () => {
  it("groups thousands and keeps missing apart from zero", () => {
    expect(number(116480)).toBe("116,480");
    expect(number(0)).toBe("0");
    expect(number(null)).toBe("—");
    expect(number(4.128, 2)).toBe("4.13");
  });
  it("shortens for axes", () => {
    expect(compact(12900)).toBe("12.9k");
    expect(compact(1_214_740)).toBe("1.2m");
    expect(compact(undefined)).toBe("—");
  });
  it("reads a share of one as a percentage", () => {
    expect(percent(0.031)).toBe("3.1%");
    expect(percent(0)).toBe("0.0%");
    expect(percent(null)).toBe("—");
  });
  it("signs changes with a true minus", () => {
    expect(change(812)).toBe("+812");
    expect(change(-9)).toBe("−9");
    expect(change(0)).toBe("0");
    expect(change(null)).toBe("—");
  });
  it("gives no percentage when there is nothing to compare with", () => {
    expect(percentChange(116480, 108960)).toBe("+6.9%");
    expect(percentChange(90, 100)).toBe("−10.0%");
    expect(percentChange(5, 0)).toBe("—");
    expect(percentChange(5, null)).toBe("—");
    expect(percentChange(null, 5)).toBe("—");
  });
  it("compares shares in points", () => {
    expect(points(0.031, 0.027)).toBe("+0.4 pt");
    expect(points(0.031, null)).toBe("—");
  });
});

describe("days and times", () => {
  it("writes days without a zone moving them", () => {
    expect(day("2026-11-21")).toBe("21 Nov 2026");
    expect(day("2026-09-01")).toBe("1 Sep 2026");
    expect(day("2026-11-21", { year: false, weekday: true })).toBe("Sat 21 Nov");
  });
  it("names the year once when both days share it", () => {
    expect(dateRange("2026-10-23", "2026-11-21")).toBe("23 Oct – 21 Nov 2026");
    expect(dateRange("2025-12-20", "2026-01-03")).toBe("20 Dec 2025 – 3 Jan 2026");
    expect(dateRange("2026-11-21", "2026-11-21")).toBe("21 Nov 2026");
  });
  it("tells the time of the zone, on both sides of a clock change", () => {
    expect(time("2026-10-25T00:30:00Z", "Europe/London")).toBe("01:30");
    expect(time("2026-10-25T01:30:00Z", "Europe/London")).toBe("01:30");
    expect(dateTime("2026-11-21T23:30:00Z", "Asia/Tokyo")).toBe("Sun 22 Nov 2026, 08:30");
    expect(dayIn("2026-11-21T03:00:00Z", "America/New_York")).toBe("2026-11-20");
  });
  it("names the clock of the zone in summer, in winter, and where it has no name", () => {
    expect(zoneName("2026-07-01T12:00:00Z", "Europe/London")).toBe("BST");
    expect(zoneName("2026-11-21T12:00:00Z", "Europe/London")).toBe("GMT");
    expect(zoneName("2026-11-21T12:00:00Z", "Asia/Tokyo")).toBe("GMT+9");
  });
  it("has the day and minute that Temporal has, in every kind of zone and around changes of clocks", () => {
    const zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"];
    zones.push("Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Chatham");
    for (const zone of zones) {
      let at = Temporal.Instant.from("2009-12-31T23:59:59Z");
      while (at.epochMilliseconds < Date.parse("2031-01-01")) {
        const local = at.toZonedDateTimeISO(zone);
        const change = local.getTimeZoneTransition("next")?.epochMilliseconds;
        const moments = change === undefined ? [] : [change - 1, change, change + 1_800_000];
        for (const moment of [at.epochMilliseconds, ...moments]) {
          const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
          expect(dayIn(moment, zone)).toBe(there.toPlainDate().toString());
          expect(time(moment, zone)).toBe(there.toPlainTime().toString({ smallestUnit: "minute" }));
        }
        at = at.add({ hours: 24 * 97, minutes: 47 });
      }
    }
  });
  it("says how long ago or ahead", () => {
    const now = "2026-11-21T12:00:00Z";
    expect(age("2026-11-21T11:59:50Z", now)).toBe("just now");
    expect(age("2026-11-21T11:48:00Z", now)).toBe("12 min ago");
    expect(age("2026-11-21T15:00:00Z", now)).toBe("in 3 h");
    expect(age("2026-11-20T12:00:00Z", now)).toBe("1 day ago");
  });
  it("writes durations in at most two units", () => {
    expect(duration(640)).toBe("640 ms");
    expect(duration(210_000)).toBe("3 min 30 s");
    expect(duration(7_800_000)).toBe("2 h 10 min");
    expect(duration(86_400_000)).toBe("1 d");
    expect(duration(null)).toBe("—");
  });
});

describe("words", () => {
  it("counts", () => {
    expect(plural(1, "post")).toBe("1 post");
    expect(plural(1200, "post")).toBe("1,200 posts");
    expect(plural(0, "reply", "replies")).toBe("0 replies");
  });
  it("joins, and counts what it leaves out", () => {
    expect(list(["A", "B", "C"])).toBe("A, B and C");
    expect(list(["A", "B", "C", "D", "E"], 2)).toBe("A, B and 3 more");
  });
  it("writes sizes", () => {
    expect(bytes(0)).toBe("0 B");
    expect(bytes(1536)).toBe("1.5 KB");
    expect(bytes(50 * 1024 * 1024)).toBe("50 MB");
    expect(bytes(null)).toBe("—");
  });
});
