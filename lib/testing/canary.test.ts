import { expect, test } from "vitest";
import { createSearch } from "./canary";

const SECRET = "rt-4kZ_pq+/8=Qw7nLmX2-aaBBccDD";
const search = createSearch([SECRET]);

test("a secret is found in every disguise, wherever in a text it stands", () => {
  for (const before of ["", "a", "ab", "abc"]) {
    const inside = Buffer.from(`${before}${SECRET} and more`);
    for (const text of [
      inside.toString("utf8"),
      inside.toString("hex").toUpperCase(),
      inside.toString("base64"),
      inside.toString("base64url"),
      `?token=${encodeURIComponent(inside.toString("utf8"))}`,
    ])
      expect(search(`{"note":"${text}"}`), text).not.toEqual([]);
  }
});

test("a text without it is clean", () => {
  expect(search(`${SECRET.slice(0, 15)} ${Buffer.from(SECRET).toString("hex").slice(0, 30)}`)).toEqual([]);
});
