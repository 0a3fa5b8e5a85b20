import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { takeTurns } from "./turns";

it("lets 40 items rest side by side in two lanes, each brought to its end once", async () => {
  const seen = new Map<number, number>();
  const began = Date.now();
  await takeTurns(
    Array.from({ length: 40 }, (_, index) => index),
    { lanes: 2, underWay: 40, stopped: () => false },
    async (item) => {
      const turns = (seen.get(item) ?? 0) + 1;
      seen.set(item, turns);
      return turns < 3 ? 100 : null;
    },
  );
  expect([...seen.values()]).toEqual(Array.from({ length: 40 }, () => 3));
  // One after the other they would take eight seconds, two at once four.
  expect(Date.now() - began).toBeLessThan(1_500);
});

it("has no more under way than asked, and no more running than lanes", async () => {
  const begun = new Set<number>();
  let running = 0;
  let most = 0;
  let mostRunning = 0;
  await takeTurns(
    Array.from({ length: 30 }, (_, index) => index),
    { lanes: 3, underWay: 5, stopped: () => false },
    async (item) => {
      const again = begun.has(item);
      begun.add(item);
      most = Math.max(most, begun.size);
      mostRunning = Math.max(mostRunning, ++running);
      await sleep(2);
      running--;
      if (!again) return 10;
      begun.delete(item);
      return null;
    },
  );
  expect(most).toBeLessThanOrEqual(5);
  expect(mostRunning).toBeLessThanOrEqual(3);
  expect(begun.size).toBe(0);
});

it("begins nothing more once it is stopped", async () => {
  let stopped = false;
  const seen: number[] = [];
  await takeTurns([1, 2, 3, 4], { lanes: 1, underWay: 4, stopped: () => stopped }, async (item) => {
    seen.push(item);
    stopped = item === 2;
    return null;
  });
  expect(seen).toEqual([1, 2]);
});
