import { describe, expect, it } from "vitest";
import type { Fields } from "./formats";
import { account, dated } from "./testing/sessions";
import { createValidator } from "./validate";

function issuesOf(fields: Fields, platforms: string[], timezone = "Europe/London") {
  const validator = createValidator({
    accounts: platforms.map(account),
    assignment: platforms,
    timezone,
    now: Date.UTC(2026, 10, 22, 12),
    dateOrder: "MDY",
  });
  return validator.check({ row: 2, fields }).issues;
}

describe("the rules of a row", () => {
  it.each<[string, Fields, string[], string]>([
    ["date_past", { ...dated, postAtSpecificTime: "2026-11-20 10:00:00" }, ["facebook"], "Passed"],
    ["date_soon", { ...dated, postAtSpecificTime: "2026-11-22 12:05:00" }, ["facebook"], "10 minutes"],
    ["date_gap", { ...dated, postAtSpecificTime: "2027-03-28 01:30:00" }, ["facebook"], "does not exist"],
    ["date_invalid", { ...dated, postAtSpecificTime: "soon" }, ["facebook"], "“soon” is no date"],
    ["no_date", { content: "Hello" }, ["facebook"], "draft"],
    [
      "caption_too_long",
      { ...dated, content: "x".repeat(312) },
      ["twitter"],
      "X allows 280 characters, this has 312.",
    ],
    [
      "too_many_hashtags",
      { ...dated, content: "#a ".repeat(31), imageUrls: "https://a.example/b.png" },
      ["instagram"],
      "Instagram allows 30 hashtags, this has 31.",
    ],
    ["media_needed", dated, ["instagram"], "Instagram needs an image or video, this has none."],
    ["video_needed", dated, ["tiktok"], "TikTok needs exactly one video, this has none."],
    [
      "too_many_media",
      { ...dated, imageUrls: "https://a.example/1.png,https://a.example/2.png" },
      ["google"],
      "Google allows 1 image, this has 2.",
    ],
    [
      "media_kinds_mixed",
      { ...dated, imageUrls: "https://a.example/1.png", videoUrls: "https://a.example/2.mp4" },
      ["facebook"],
      "mixes",
    ],
    [
      "media_share_link",
      { ...dated, imageUrls: "https://drive.google.com/file/d/1/view" },
      ["facebook"],
      "direct, public URL",
    ],
    ["media_not_a_url", { ...dated, imageUrls: "photo.png" }, ["facebook"], "https://"],
    ["gif_refused", { ...dated, gifUrl: "https://a.example/1.gif" }, ["instagram"], "no GIF"],
    ["video_refused", { ...dated, videoUrls: "https://a.example/1.mp4" }, ["google"], "no video"],
    ["type_unknown", { ...dated, facebookType: "reels" }, ["facebook"], "use one of post, story, reel"],
    ["boolean_unknown", { ...dated, applyWatermark: "maybe" }, ["facebook"], "true or false"],
    [
      "google_event_fields",
      { ...dated, googleEventType: "event", googleTitle: "x" },
      ["google"],
      "start, end",
    ],
    [
      "google_dates",
      {
        ...dated,
        googleEventType: "event",
        googleTitle: "x",
        googleStartDate: "2026-12-02 10:00",
        googleEndDate: "2026-12-01 10:00",
      },
      ["google"],
      "not after",
    ],
    ["google_action_url", { ...dated, googleActionType: "book" }, ["google"], "needs its link"],
    [
      "title_too_long",
      { ...dated, youtubeTitle: "x".repeat(101), videoUrls: "https://a.example/1.mp4" },
      ["youtube"],
      "100",
    ],
    ["comment_ignored", { ...dated, followUpComment: "first" }, ["twitter"], "no follow-up"],
    [
      "link_in_caption",
      { ...dated, link: "https://a.example", imageUrls: "https://a.example/1.png" },
      ["facebook"],
      "caption",
    ],
    ["no_accounts", dated, [], "no connected account"],
    ["nothing_to_post", { postAtSpecificTime: "2026-12-01 10:00" }, ["facebook"], "neither"],
  ])("finds %s and says so in words", (code, fields, platforms, words) => {
    const issue = issuesOf(fields, platforms).find((one) => one.code === code);
    expect(issue?.message).toContain(words);
  });

  it("finds nothing wrong with a good row", () => {
    expect(
      issuesOf({ ...dated, imageUrls: "https://a.example/1.png" }, ["facebook", "instagram", "linkedin"]),
    ).toEqual([]);
  });

  it("counts posts a day per account and names duplicates by their row", () => {
    const validator = createValidator({
      accounts: [account("tiktok")],
      assignment: ["tiktok"],
      timezone: "UTC",
      now: 0,
      dateOrder: "MDY",
    });
    const check = (row: number, content: string) =>
      validator
        .check({ row, fields: { ...dated, content, videoUrls: "https://a.example/1.mp4" } })
        .issues.map((issue) => issue.code);
    for (let row = 1; row <= 15; row++) expect(check(row, `post ${row}`)).toEqual([]);
    expect(check(16, "post 16")).toEqual(["daily_cap"]);
    expect(check(17, "post 3")).toContain("duplicate_in_file");
  });
});
