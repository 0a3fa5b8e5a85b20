import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import { createRateLimiter } from "./rate-limiter";
import { blockResource } from "./repository";

const TWENTY = { "x-ratelimit-max": "20", "x-ratelimit-interval-milliseconds": "10000" };
const WINDOW_MS = 10_000;

describe("the rate limiter", () => {
  let first: Awaited<ReturnType<typeof createTestDatabase>>;
  let second: OpenDatabase;
  beforeAll(async () => {
    first = await createTestDatabase();
    second = openDatabase({ url: first.url, name: "other-process" });
  });
  afterAll(async () => {
    await second.close();
    await first.drop();
  });

  it("shares one window between processes: never over the quota, hardly under it", async () => {
    const limiters = [createRateLimiter(first.db), createRateLimiter(second.db)];
    for (const limiter of limiters) limiter.learn("shared", TWENTY);
    const started = performance.now();
    const times: number[] = [];
    const take = async (index: number) => {
      await limiters[index % 2]?.take("shared", "person");
      times.push(performance.now() - started);
    };
    await Promise.all(Array.from({ length: 30 }, (_, index) => take(index)));
    times.sort((a, b) => a - b);
    const within = (from: number) => times.filter((at) => at >= from && at < from + WINDOW_MS).length;
    expect(Math.max(...times.map(within))).toBeLessThanOrEqual(20);
    expect(times[19]).toBeLessThan(WINDOW_MS / 2);
    expect(times[20]).toBeGreaterThanOrEqual(WINDOW_MS);
    expect(times.at(-1)).toBeLessThan(WINDOW_MS * 1.3);
  });

  it("lets people go first and keeps a little of each window from jobs", async () => {
    const limiter = createRateLimiter(first.db);
    limiter.learn("busy", TWENTY);
    const stop = new AbortController();
    let jobs = 0;
    const waiting = Array.from({ length: 40 }, () =>
      limiter.take("busy", "job", stop.signal).then(
        () => jobs++,
        () => undefined,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(jobs).toBeLessThan(20);
    const asked = performance.now();
    await limiter.take("busy", "person");
    expect(performance.now() - asked).toBeLessThan(1_500);
    stop.abort();
    await Promise.all(waiting);
  });

  it("tells a person how long to wait when it would be too long, and lets other resources go on", async () => {
    const limiter = createRateLimiter(first.db);
    await blockResource(first.db, "blocked", 40);
    const refusal = limiter.take("blocked", "person");
    await expect(refusal).rejects.toMatchObject({ code: "upstream_rate_limited", retryAfterSeconds: 40 });
    await limiter.take("free", "person");
  });

  it("costs about a millisecond", async () => {
    const limiter = createRateLimiter(first.db);
    limiter.learn("cheap", { ...TWENTY, "x-ratelimit-max": "100000" });
    for (let warm = 0; warm < 20; warm++) await limiter.take("cheap", "person");
    const costs: number[] = [];
    for (let round = 0; round < 60; round++) {
      const before = performance.now();
      await limiter.take("cheap", "person");
      costs.push(performance.now() - before);
    }
    costs.sort((a, b) => a - b);
    // The fastest tenth: what it costs when nothing else runs on this machine.
    expect(costs[6]).toBeLessThan(5);
  });
});
