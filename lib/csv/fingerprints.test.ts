import fc from "fast-check";
import { expect, it } from "vitest";
import { Fingerprints } from "./fingerprints";

it("tells posts apart exactly as comparing them whole would", () => {
  const post = fc.tuple(
    fc.oneof(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constantFrom("a", "aa", "a\0", "é", "")),
    fc.integer({ min: -1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
  );
  fc.assert(
    fc.property(fc.array(post, { maxLength: 60 }), (posts) => {
      const seen = new Fingerprints();
      const known = new Map<string, number>();
      for (const [index, [text, minute, set]] of posts.entries()) {
        const key = JSON.stringify([text.toWellFormed(), minute, set]);
        const before = known.get(key) ?? 0;
        expect(seen.add(text, minute, set, index + 1)).toBe(before);
        if (before === 0) known.set(key, index + 1);
      }
    }),
  );
});

it("finds no false twin among 200,000 captions that differ in one character", () => {
  const seen = new Fingerprints();
  let twins = 0;
  for (let row = 1; row <= 200_000; row++)
    if (seen.add(`The same long caption for every client of ours, number ${row}.`, 7, 1, row) !== 0) twins++;
  expect(twins).toBe(0);
  expect(seen.add("The same long caption for every client of ours, number 77.", 7, 1, 300_000)).toBe(77);
});
