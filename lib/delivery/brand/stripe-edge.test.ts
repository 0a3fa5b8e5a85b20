import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STANDARD_COLOR } from "./schema";
import { contrastOf, edgeOf, PAGES, VISIBLE } from "./stripe-edge";

describe("the edge of a brand's stripe", () => {
  it("is there where the colour would hardly be seen, in a darker or lighter shade of it", () => {
    expect(contrastOf("#ffffff", "#000000")).toBeCloseTo(21, 5);
    expect(contrastOf("#ffff00", PAGES.light)).toBeCloseTo(1.07, 2);
    expect(edgeOf("#ffff00", PAGES.light)).toMatch(/^#([0-9a-f]{2})\1(00)$/);
    expect(edgeOf("#ffff00", PAGES.dark)).toBeNull();
    expect(edgeOf("#101060", PAGES.light)).toBeNull();
    expect(edgeOf("#101060", PAGES.dark)).not.toBeNull();
    expect(edgeOf(STANDARD_COLOR, PAGES.light)).toBeNull();
  });

  it("can be seen, whatever the colour", () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.tuple(channel, channel, channel),
        fc.constantFrom(PAGES.light, PAGES.dark),
        (rgb, page) => {
          const color = `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
          expect(contrastOf(edgeOf(color, page) ?? color, page)).toBeGreaterThanOrEqual(VISIBLE);
        },
      ),
    );
  });
});
