import { describe, expect, it } from "vitest";
import { samplePost, sampleReport } from "@/lib/delivery/testing/sample-report";
import { readPdf } from "../testing/read-pdf";
import type { PicturedPost } from "./draw-posts";
import { niceScale, runsOf } from "./draw-trend";
import { renderReportPdf } from "./report-pdf";

const brand = { agency: "Agentur Zürich & Söhne", color: "#a02c5a", logo: null };
const now = new Date("2026-11-22T17:05:00Z");
const render = (
  report = sampleReport(),
  title = "Zażółć gęślą jaźń – März",
  posts: readonly PicturedPost[] = [],
) => renderReportPdf({ brand, title, report, locations: null, posts, now, timezone: "Europe/London" });
/** A pixel with transparency, which has to be taken apart for a PDF. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describe("a report as PDF", () => {
  it("is text in any Latin alphabet, numbered on every page, with the moment it was made", async () => {
    const bytes = await render();
    const pdf = readPdf(bytes);
    expect(pdf.fonts).toBe(1);
    expect(pdf.pages).toBeGreaterThan(1);
    const all = pdf.text.join("\n");
    for (const words of [
      "Zażółć gęślą jaźń – März",
      "Agentur Zürich & Söhne",
      "Reach per day",
      "116,480",
      "+6.9% vs 108,962",
      "Café Łódź 1",
      "Ελληνικά",
    ]) {
      expect(all).toContain(words);
    }
    pdf.text.forEach((text, index) => {
      expect(text).toContain(`page ${index + 1} of ${pdf.pages}`);
      expect(text).toContain("As of Sun 22 Nov 2026, 17:05 (Europe/London)");
    });
    expect(all).not.toContain("\uFFFD");
  });

  it("shows the posts that did best with their pictures, and a tile in words where there is none", async () => {
    const long = "Ein sehr langer Text über unsere Praxis. ".repeat(20);
    const pdf = readPdf(
      await render(sampleReport(), "Report", [
        { post: samplePost(), picture },
        {
          post: samplePost({ media: "video", caption: long, accountName: null, index: null }),
          picture: null,
        },
        { post: samplePost({ media: "none", caption: "" }), picture: Buffer.from("no picture at all") },
      ]),
    );
    // The picture, and apart from it how far it is seen through.
    expect(pdf.images).toBe(2);
    const all = pdf.text.join("\n");
    for (const words of [
      "Posts that did best",
      "Zażółć gęślą jaźń",
      "Instagram · Café Łódź 1 · Thu 12 Nov 2026, 18:05 · Reel",
      "671 engagement, 2.83 × the account’s average · 603 likes · 68 comments",
      "Video",
      "Text",
      "No caption",
    ]) {
      expect(all).toContain(words);
    }
    expect(all).not.toMatch(/\d shares/);
    expect(all).toMatch(/Ein sehr langer Text.*\n.*…/);
  });

  it("leaves emoji out of captions, and says so where nothing is left", async () => {
    const captions = ["Open 🎉 today 👩‍⚕️!", "🎉🎉", "新しいメニュー"];
    const posts = captions.map((caption) => ({ post: samplePost({ caption }), picture: null }));
    const all = readPdf(await render(sampleReport(), "Report", posts)).text.join("\n");
    expect(all).toContain("Open today !");
    expect(all.match(/cannot show/g)).toHaveLength(2);
    expect(all).not.toContain("\uFFFD");
  });

  it("has no list of posts where none is known", async () => {
    expect(readPdf(await render()).text.join("\n")).not.toContain("Posts that did best");
  });

  it("names what is missing and never draws an unknown figure as zero", async () => {
    const all = (await render()).length > 0 ? readPdf(await render()).text.join("\n") : "";
    expect(all).toContain("37 of 38 accounts with statistics were captured.");
    expect(all).toContain("Missing: Broken page (LinkedIn).");
    expect(all).toContain("not reported");
    expect(all).toContain("—");
  });

  it.each(["nothing", "never_captured", "not_connected", "no_locations"] as const)(
    "says in a sentence that there are no figures: %s",
    async (state) => {
      const report = { ...sampleReport(), state, platforms: [], accounts: [] };
      const { pages, text } = readPdf(await render(report));
      expect(pages).toBe(1);
      expect(text[0]).not.toContain("Impressions");
      expect(text[0]).toContain("About these figures");
    },
  );
});

describe("the trend", () => {
  it("breaks its line where a day is missing", () => {
    expect(runsOf([1, 2, null, 3, null]).map((run) => run.map(({ index }) => index))).toEqual([[0, 1], [3]]);
    expect(runsOf([null, null])).toEqual([]);
    expect(runsOf([0])).toEqual([[{ index: 0, value: 0 }]]);
  });

  it("has round ticks, from zero unless it is a level", () => {
    expect(niceScale([3, 97], true)).toEqual({ low: 0, high: 100, step: 25 });
    expect(niceScale([10_010, 10_090], false)).toEqual({ low: 10_000, high: 10_100, step: 20 });
    const flat = niceScale([0, 0], true);
    expect(flat.high).toBeGreaterThan(flat.low);
  });
});
