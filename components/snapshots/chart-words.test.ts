import { expect, it } from "vitest";
import { platformWords } from "./chart-words";

it("names the platforms a chart tells of: its own choice, else the page's filter, else the only one there is", () => {
  expect(platformWords(null, [], ["facebook", "google"])).toEqual({ words: "all platforms", slug: "all" });
  expect(platformWords(null, ["google"], ["facebook", "google"])).toEqual({
    words: "Google Business Profile",
    slug: "google",
  });
  expect(platformWords("twitter", ["google", "twitter"], []).words).toBe("X (Twitter)");
  expect(platformWords(null, ["google", "twitter"], ["facebook", "google", "twitter"])).toEqual({
    words: "Google Business Profile and X (Twitter)",
    slug: "google-twitter",
  });
  expect(platformWords(null, [], ["facebook"]).words).toBe("Facebook");
});
