import fc from "fast-check";
import { expect, it } from "vitest";
import { quickKey, Twins } from "./twins";

type Post = readonly [text: string, second: number, set: number];

function twinsOf(posts: readonly Post[]): { found: number[]; looks: number } {
  let looks = 0;
  const twins = new Twins((index, into) => {
    looks++;
    const [text, second, set] = posts[index] ?? ["", 0, 0];
    into.make(text, second, set);
  });
  const found = posts.map(([text, second, set], index) => {
    const { low, high } = quickKey(text, second, set);
    return twins.add(index, low, high);
  });
  return { found, looks };
}

it("finds the first post that is the same, as comparing all with all would", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 40 }),
    fc.constantFrom("", "a", "aa", "x".repeat(30), `${"x".repeat(14)}y${"x".repeat(15)}`),
  );
  const post = fc.tuple(text, fc.integer({ min: -1, max: 2 }), fc.integer({ min: 1, max: 2 }));
  fc.assert(
    fc.property(fc.array(post, { maxLength: 60 }), (posts) => {
      const { found } = twinsOf(posts);
      const keys = posts.map((one) => JSON.stringify(one));
      expect(found).toEqual(keys.map((key, index) => (keys.indexOf(key) < index ? keys.indexOf(key) : -1)));
    }),
  );
});

it("tells drafts of one template apart, and looks at each once only", () => {
  const drafts = Array.from({ length: 50_000 }, (_, row): Post => {
    const number = String(row).padStart(5, "0");
    return [`The same long caption, number ${number} of many, for every client of ours.`, -1, 1];
  });
  const { found, looks } = twinsOf(drafts);
  expect(found.every((twin) => twin === -1)).toBe(true);
  expect(looks).toBeLessThanOrEqual(drafts.length);
});

it("looks at no text where times differ", () => {
  const posts = Array.from({ length: 5_000 }, (_, row): Post => ["The same words", row * 600, 1]);
  expect(twinsOf(posts).looks).toBe(0);
});
