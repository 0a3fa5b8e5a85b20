import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percent } from "@/lib/format";
import { againstWords, countChange, growth, rateChange } from "./change-words";
import { compare } from "./figures";

const rate = (now: number, before: number, part = now) => compare(now, before, true, part);

describe("a rate's change", () => {
  it("agrees with the two rates as they are shown", () => {
    expect(rateChange(rate(0.0723, 0.0716))).toEqual({ direction: 0, amount: "no change" });
    expect(rateChange(rate(0.07251, 0.07249))).toEqual({ direction: 1, amount: "0.1 pt" });
    expect(rateChange(rate(0.05, 0.0716))).toEqual({ direction: -1, amount: "2.2 pt" });
    expect(rateChange({ value: 0.1, previous: null, change: null, percent: null })).toBeNull();
  });

  it("always gives the shown rate from the one before", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (now, before) => {
        const told = rateChange(rate(now, before));
        const moved = (told?.direction ?? 0) * (Number.parseFloat(told?.amount ?? "0") || 0);
        expect(Number.parseFloat(percent(before)) + moved).toBeCloseTo(Number.parseFloat(percent(now)), 6);
      }),
    );
  });

  it("is that of what may be compared where accounts are left out, with both sides told", () => {
    const figure = rate(0.09, 0.0716, 0.0733);
    expect(rateChange(figure)).toEqual({ direction: 1, amount: "0.1 pt" });
    expect(againstWords(figure, percent)).toBe("like for like, 7.3% vs 7.2%");
    expect(againstWords(rate(0.09, 0.0716), percent)).toBe("vs 7.2%");
  });
});

describe("a growth", () => {
  it("is a percentage, or the difference where that rounds to nothing", () => {
    expect(growth(compare(112, 100, true))).toEqual({ direction: 1, amount: "12.0%" });
    expect(growth(compare(100_000, 100_010, true))).toEqual({ direction: -1, amount: "10" });
    expect(growth(compare(5, 0, true))).toEqual({ direction: 1, amount: "5" });
    expect(growth(compare(100, 100, true))).toEqual({ direction: 0, amount: "no change" });
    expect(growth(compare(5, null, true))).toBeNull();
  });

  it("of a count is its difference", () => {
    expect(countChange(compare(1_387, 2_354, true))).toEqual({ direction: -1, amount: "967" });
    expect(countChange(compare(3, 3, true))).toEqual({ direction: 0, amount: "no change" });
  });
});
