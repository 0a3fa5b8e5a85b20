import { describe, expect, it } from "vitest";
import { bestOf } from "./summarise-posting";

const slot = (hour: number, index: number, deviation = 0) => ({
  weekday: 1,
  hour,
  posts: 40,
  index,
  deviation,
  first_day: "2026-03-01",
});

describe("a best slot", () => {
  it("is better by what can be seen, even at the low end of its confidence", () => {
    // A low end of +0.4 % would be shown as +0 %.
    expect(bestOf([slot(9, 1.004), slot(10, 1.0101), slot(11, 1.2), slot(12, 1.5, 4)])).toMatchObject([
      { hour: 11 },
      { hour: 10 },
    ]);
  });

  it("rests on at least five posts", () => {
    expect(bestOf([{ ...slot(9, 3), posts: 4 }])).toEqual([]);
  });
});
