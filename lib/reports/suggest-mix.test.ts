import { describe, expect, it } from "vitest";
import { marginOf, suggestMix } from "./suggest-mix";

const value = (name: string, share: number, index: number | null, margin = 0.1) => ({
  dimension: "media" as const,
  value: name,
  posts: 40,
  share,
  index,
  low: index === null ? null : index - margin,
  high: index === null ? null : index + margin,
});

describe("the suggested mix", () => {
  it("gives more to what is surely better and less to what is surely worse, and adds up to the same", () => {
    const [video, image, none] = suggestMix([
      value("video", 0.2, 1.4),
      value("image", 0.5, 1.02),
      value("none", 0.3, 0.7),
    ]);
    expect(video?.suggested).toBeGreaterThan(0.2);
    expect(none?.suggested).toBeLessThan(0.3);
    const sum = (video?.suggested ?? 0) + (image?.suggested ?? 0) + (none?.suggested ?? 0);
    expect(sum).toBeCloseTo(1, 10);
  });

  it("suggests nothing where nothing is certain, however large the difference looks", () => {
    const rows = suggestMix([value("video", 0.5, 1.4, 0.5), value("image", 0.5, 0.6, 0.5)]);
    expect(rows.map(({ suggested }) => suggested)).toEqual([null, null]);
  });

  it("takes what would be shown as no difference for none", () => {
    const rows = suggestMix([value("video", 0.5, 1.104), value("image", 0.5, 0.896)]);
    expect(rows.map(({ suggested }) => suggested)).toEqual([null, null]);
  });

  it("never lets a value without enough posts gain by itself", () => {
    const [video, gif] = suggestMix([value("video", 0.9, 0.8), value("gif", 0.1, null)]);
    expect(video?.suggested).toBeLessThan(0.9);
    expect(gif?.suggested).toBeCloseTo(0.1 / (0.9 * 0.8 + 0.1), 10);
  });

  it("caps how far one suggestion goes", () => {
    const [video, image] = suggestMix([value("video", 0.1, 9), value("image", 0.9, 1)]);
    expect(video?.suggested).toBeCloseTo(0.15 / 1.05, 10);
    expect(image?.suggested).toBeCloseTo(0.9 / 1.05, 10);
  });

  it("suggests nothing for tags, which do not exclude each other", () => {
    const rows = suggestMix([
      { ...value("summer", 0.6, 1.5), dimension: "tag" },
      { ...value("winter", 0.7, 0.5), dimension: "tag" },
    ]);
    expect(rows.every(({ suggested }) => suggested === null)).toBe(true);
  });
});

describe("the margin of a mean", () => {
  it("is wide for few posts and unknown for one", () => {
    expect(marginOf({ posts: 1, deviation: 0.5 })).toBeNull();
    expect(marginOf({ posts: 5, deviation: null })).toBeNull();
    expect(marginOf({ posts: 5, deviation: 1 })).toBeCloseTo(2.78 / Math.sqrt(5), 6);
    expect(marginOf({ posts: 400, deviation: 1 })).toBeCloseTo(1.96 / 20, 6);
  });
});
