import { expect, it } from "vitest";
import { trimCaption } from "@/lib/csv/limits";
import type { Change } from "@/lib/csv/repairs";
import { cutOf } from "./caption-cut";

const change = (before: string, after: string, field: Change["field"] = "content"): Change => ({
  row: 2,
  field,
  before,
  after,
});

it("shows where a caption is cut: the end that stays, what goes, and the link that goes with it", () => {
  const text = `${"Opening hours and news. ".repeat(11)}Come by on Saturday for the tasting\nhttps://example.com/tasting?place=7`;
  const after = trimCaption("twitter", text, 280);
  const cut = cutOf(change(text, after));
  expect(cut?.links).toEqual(["https://example.com/tasting?place=7"]);
  expect(cut?.gone.endsWith("https://example.com/tasting?place=7")).toBe(true);
  const joined = `${cut?.kept.slice(1)}${cut?.gone}`;
  expect(text.replace(/\s+/g, " ").endsWith(joined)).toBe(true);
});

it("names a link that is cut in two, and none that stays", () => {
  expect(cutOf(change("See www.example.com/a-long-way now", "See www.example.com/a…"))?.links).toEqual([
    "www.example.com/a-long-way",
  ]);
  expect(cutOf(change("https://a.example first, then more words", "https://a.example first…"))).toEqual({
    kept: "https://a.example first",
    gone: ", then more words",
    links: [],
  });
});

it("keeps both ends of a long piece in sight", () => {
  const gone = cutOf(change(`Kept${" word".repeat(100)} end`, "Kept…"))?.gone ?? "";
  expect(gone.length).toBeLessThan(100);
  expect(gone).toMatch(/^ word.* … .*end$/);
});

it("is silent about changes that cut no end off", () => {
  expect(cutOf(change("soon", "2026-12-01 12:00:00", "postAtSpecificTime"))).toBeNull();
  expect(cutOf(change("One text", "Another…"))).toBeNull();
  expect(cutOf(change("One text", "One text, longer"))).toBeNull();
});
