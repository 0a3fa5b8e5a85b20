import { describe, expect, it } from "vitest";
import { misreadParts, readFilters, writeFilters } from "./filters";
import { presetOf, presetPeriod } from "./presets";

const today = "2026-11-22";
const read = (text: string) => readFilters(new URLSearchParams(text), today);

describe("report filters", () => {
  it("come back from the address they were written to", () => {
    for (const text of [
      "",
      "?locationId=a,b&platform=facebook&period=90d",
      "?companyId=abc&groupId=g,h&locationId=a",
      "?accountId=x_y_1&from=2026-01-01&to=2026-02-28&compare=year&granularity=week&by=account&metric=followers",
    ]) {
      expect(writeFilters(read(text))).toBe(text);
    }
  });

  it("leave what else the page keeps in its address where it is", () => {
    const rest = new URLSearchParams("?platform=google&sort=-reach&search=bay");
    expect(writeFilters(read("?period=7d"), rest)).toBe("?period=7d&sort=-reach&search=bay");
  });

  it("say which parts of the address they could not follow", () => {
    const wrong = (text: string) => misreadParts(new URLSearchParams(text));
    expect(wrong("?from=2026-01-01&to=2026-02-28&compare=year&search=bay")).toEqual([]);
    expect(wrong("?from=banana&metric=love")).toEqual([
      "“banana” to “” are not two days such as 2026-01-31",
      "there is no metric “love”",
    ]);
  });

  it("fall back to the last 30 closed days where the address is wrong", () => {
    expect(read("?period=ever&from=2026-02-31&to=x&metric=love")).toMatchObject({
      preset: "30d",
      from: "2026-10-23",
      to: "2026-11-21",
      metric: "reach",
    });
  });

  it("know whole months", () => {
    expect(presetPeriod("last-month", "2026-03-15")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(presetOf({ from: "2026-02-01", to: "2026-02-28" }, "2026-03-15")).toBe("last-month");
    expect(presetPeriod("month", "2026-03-01")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  });
});
