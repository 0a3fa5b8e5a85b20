import { expect, it } from "vitest";
import { findTerms, TERMS, termOf } from "./terms";

it("has each term once, in the order of the alphabet, with an id that an address can carry", () => {
  const ids = TERMS.map((term) => term.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  const names = TERMS.map((term) => term.name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
});

it("finds a term by its id, its name and words it is also known by", () => {
  expect(termOf("oauth")?.name).toBe("OAuth");
  expect(termOf("nothing")).toBeUndefined();
  expect(findTerms("permission").map((term) => term.id)).toContain("scope");
  expect(findTerms("CSV batch").map((term) => term.id)).toEqual(["batch", "csv"]);
  expect(findTerms("zebra")).toEqual([]);
  expect(findTerms("  ")).toHaveLength(TERMS.length);
});
