import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { AppError } from "@/lib/errors";
import { blockResource, takeCall } from "./repository";

export type Priority = "person" | "job";

const DEFAULT_MAX = 100;
const WINDOW_MS = 10_000;
/** Upstream counts a call when it arrives, we when it leaves: the window is a little longer than its own. */
const MARGIN_MS = 100;
const DAILY = 200_000;
/** Calls of each window that jobs leave to people, and of each day. */
const JOB_RESERVE = 2;
const JOB_DAILY_RESERVE = 2_000;
/** One whole window and a moment. */
const PERSON_PATIENCE_MS = 10_500;

type Waiter = {
  priority: Priority;
  since: number;
  signal: AbortSignal | undefined;
  resolve: () => void;
  reject: (error: unknown) => void;
};

/**
 * Lets calls through within the upstream's quota per resource (a company or a location), shared by every process through
 * PostgreSQL. People go before jobs; jobs wait as long as it takes, people at most ten seconds.
 */
export function createRateLimiter(db: Database) {
  const queues = new Map<string, { waiting: Waiter[]; running: boolean }>();
  const limits = new Map<string, number>();

  async function drain(resource: string): Promise<void> {
    const queue = queues.get(resource);
    if (!queue || queue.running) return;
    queue.running = true;
    try {
      for (;;) {
        const next = takeFirst(queue.waiting);
        if (!next) break;
        if (next.signal?.aborted) {
          next.reject(next.signal.reason);
          continue;
        }
        try {
          const wait = await ask(resource, next.priority);
          if (wait === 0) next.resolve();
          else if (wait < 0) next.reject(dayUsedUp());
          else await postpone(queue.waiting, next, wait);
        } catch (error) {
          next.reject(error);
        }
      }
    } finally {
      queue.running = false;
      if (queue.waiting.length === 0) queues.delete(resource);
      else void drain(resource);
    }
  }

  function ask(resource: string, priority: Priority): Promise<number> {
    const max = limits.get(resource) ?? DEFAULT_MAX;
    const job = priority === "job";
    return takeCall(db, {
      resource,
      max: job ? Math.max(1, max - JOB_RESERVE) : max,
      windowMs: WINDOW_MS + MARGIN_MS,
      daily: job ? DAILY - JOB_DAILY_RESERVE : DAILY,
    });
  }

  return {
    /** Resolves when the call may go. Throws `upstream_rate_limited` for a person who would wait too long. */
    take(resource: string, priority: Priority, signal?: AbortSignal): Promise<void> {
      const queue = queues.get(resource) ?? { waiting: [], running: false };
      queues.set(resource, queue);
      const taken = new Promise<void>((resolve, reject) => {
        queue.waiting.push({ priority, since: Date.now(), signal, resolve, reject });
      });
      void drain(resource);
      return taken;
    },
    /** Learns the upstream's own limit from its headers. */
    learn(resource: string, headers: Record<string, string>): void {
      const max = Number(headers["x-ratelimit-max"]);
      const interval = Number(headers["x-ratelimit-interval-milliseconds"]);
      if (max > 0 && interval > 0)
        limits.set(resource, Math.max(1, Math.floor((max * WINDOW_MS) / interval)));
    },
    block: (resource: string, seconds: number) => blockResource(db, resource, seconds),
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;

function takeFirst(waiting: Waiter[]): Waiter | undefined {
  const person = waiting.findIndex((waiter) => waiter.priority === "person");
  return waiting.splice(person === -1 ? 0 : person, 1)[0];
}

/** Puts a call back in its place and waits; a person who comes meanwhile is asked for within a moment. */
async function postpone(waiting: Waiter[], waiter: Waiter, wait: number): Promise<void> {
  const patience = PERSON_PATIENCE_MS - (Date.now() - waiter.since);
  if (waiter.priority === "person" && wait > patience) {
    waiter.reject(new AppError("upstream_rate_limited", { retryAfterSeconds: Math.ceil(wait / 1000) }));
    return;
  }
  waiting.unshift(waiter);
  await sleep(Math.min(wait, 250));
}

function dayUsedUp(): AppError {
  return new AppError("upstream_rate_limited", {
    message:
      "Today's 200,000 calls to the Social Media API are used up for this location. It goes on after midnight UTC.",
    retryAfterSeconds: 3600,
  });
}
