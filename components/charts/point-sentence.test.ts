import { expect, it } from "vitest";
import { pointSentence } from "./point-sentence";
import { lineOf } from "./trend-data";

const points = (last: number | null) => [
  { x: "2026-11-20", y: 1200 },
  { x: "2026-11-21", y: last },
];
const lines = [
  lineOf({ key: "ig", label: "Instagram", color: "red", points: points(900), dashedFrom: "2026-11-21" }),
  lineOf({ key: "li", label: "LinkedIn", color: "green", points: points(null) }),
];
const words = { format: (value: number) => value.toLocaleString("en-GB"), notes: [] };

it("says every line's value of the day, in the order of the lines", () => {
  expect(pointSentence(lines, { ...words, title: "20 Nov", x: "2026-11-20" })).toBe(
    "20 Nov: Instagram 1,200, LinkedIn 1,200",
  );
});

it("says what nobody reported and what is not over, and never a zero for either", () => {
  expect(pointSentence(lines, { ...words, title: "21 Nov", x: "2026-11-21", notes: ["Autumn offer"] })).toBe(
    "21 Nov: Instagram 900 so far, LinkedIn not reported. Autumn offer",
  );
});
