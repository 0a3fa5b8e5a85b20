import { expect, it } from "vitest";
import { warmUp } from "./warm-up";

it("reads its sheets to the end while no file comes", async () => {
  expect(await warmUp(() => false)).toBe(5000);
});

it("gives way to a file within a few milliseconds of work", async () => {
  let awaited = false;
  setTimeout(() => {
    awaited = true;
  }, 0);
  expect(await warmUp(() => awaited)).toBeLessThanOrEqual(500);
});

it("reads nothing where the file was there first", async () => {
  expect(await warmUp(() => true)).toBe(0);
});
