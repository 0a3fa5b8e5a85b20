import type { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";

export type JobPayload = { companyId: string };

type JobSettings = {
  /** `domain.verb`, for example `imports.advance`. Also the queue's name. */
  name: string;
  /** Handlers running at once in one worker process. */
  concurrency?: number;
  /** Tries after the first; the handler must be safe to repeat. */
  retries?: number;
  retryDelaySeconds?: number;
  /** A run that takes longer is given up and tried again. */
  timeoutSeconds?: number;
};

/** A piece of background work. `payload` always names the company; a token or other secret never travels in it. */
export type Job<P extends JobPayload = JobPayload> = JobSettings & {
  payload: z.ZodType<P>;
  /** Ended early when the worker stops: check `signal` in long loops. */
  run: (ctx: Context, payload: P, signal: AbortSignal) => Promise<void>;
};

/** A job as the worker sees it: it takes what the queue delivered, whatever its payload is. */
export type RunnableJob = JobSettings & {
  deliver: (data: unknown, contextOf: (companyId: string) => Context, signal: AbortSignal) => Promise<void>;
};

/** Work of the whole installation every so many seconds, for example a sweep over all companies. Runs in every worker. */
export type Schedule = {
  name: string;
  everySeconds: number;
  run: (ctx: Omit<Context, "companyId" | "locations">, signal: AbortSignal) => Promise<void>;
};

export type EnqueueOptions = {
  /** Enqueued with the transaction: visible when it commits, gone when it rolls back. */
  tx?: Transaction;
  startAfterSeconds?: number;
  /** Before what waits already: it was begun once. */
  ahead?: boolean;
  /** While a job with this key waits, another with the same key is not added. */
  key?: string;
};

export type Enqueue = <P extends JobPayload>(
  job: { name: string },
  payload: P,
  options?: EnqueueOptions,
) => Promise<void>;

/** Declares a job. What the queue delivers is parsed before it runs. */
export function defineJob<P extends JobPayload>(job: Job<P>): Job<P> & RunnableJob {
  return {
    ...job,
    deliver: (data, contextOf, signal) => {
      const payload = job.payload.parse(data);
      return job.run(contextOf(payload.companyId), payload, signal);
    },
  };
}

export function defineSchedule(schedule: Schedule): Schedule {
  return schedule;
}
