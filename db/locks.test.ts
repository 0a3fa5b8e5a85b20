import type pg from "pg";
import { expect, it } from "vitest";
import type { Database } from "./client";
import { withShortLock } from "./locks";

/** A pool that, like the real one, refuses whoever finds no connection free. */
function scarcePool(max: number) {
  let out = 0;
  const connect = async () => {
    if (out >= max) throw new Error("timeout exceeded when trying to connect");
    out++;
    return { query: async () => ({ rows: [] }), release: () => void out-- };
  };
  return { options: { max }, connect } as unknown as pg.Pool;
}

it("lets many wait for few connections, in their order, and goes on after one that fails", async () => {
  const db = { $shortLocks: scarcePool(2) } as unknown as Database;
  const order: number[] = [];
  const all = Array.from({ length: 24 }, (_, index) =>
    withShortLock(db, `lock ${index}`, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(index);
      if (index === 3) throw new Error("refused");
      return index;
    }),
  );
  const done = await Promise.allSettled(all);
  expect(done.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { message: "refused" } },
  ]);
  expect(order).toEqual(Array.from({ length: 24 }, (_, index) => index));
});
