import { describe, expect, it } from "vitest";
import { countCaption, countHashtags, trimCaption } from "./limits";

describe("counting", () => {
  it("counts captions as the networks do", () => {
    expect(countCaption("twitter", "a https://example.com/a/very/long/path b")).toBe(2 + 23 + 2);
    expect(countCaption("twitter", "🦷")).toBe(2);
    expect(countCaption("twitter", "日本")).toBe(4);
    expect(countCaption("bluesky", "👨‍👩‍👧‍👦")).toBe(1);
    expect(countCaption("facebook", "🦷")).toBe(2);
    expect(countHashtags("#a #b, c#d (#e) &#39;")).toBe(3);
  });

  it("trims to what the network counts, never inside an emoji", () => {
    const text = "Tooth pain 🦷 ".repeat(60);
    const trimmed = trimCaption("twitter", text, 280);
    expect(countCaption("twitter", trimmed)).toBeLessThanOrEqual(280);
    expect(trimmed.isWellFormed()).toBe(true);
  });
});
