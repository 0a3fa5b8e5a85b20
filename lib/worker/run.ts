import { hostname } from "node:os";
import { eq, sql } from "drizzle-orm";
import type PgBoss from "pg-boss";
import { workerHeartbeats } from "@/db/schema";
import { parseEnv } from "@/lib/env";
import type { RunnableJob, Schedule } from "@/lib/jobs/define-job";
import { ensureQueue } from "@/lib/jobs/queue";
import { createRuntime, jobContext, type Runtime } from "@/lib/runtime";
import { VERSION } from "@/lib/version";
import { jobs, schedules } from "./registry";

const HEARTBEAT_MS = 5_000;
const POLL_SECONDS = 0.5;

/** Runs all jobs and schedules until SIGTERM, SIGINT or the launcher's end. Throws `SettingsError` on bad settings. */
export async function runWorker(): Promise<void> {
  const env = parseEnv(process.env);
  const runtime = createRuntime({ name: "worker", queueRole: "worker", env });
  const stop = new AbortController();
  const boss = await runtime.queue();
  for (const job of jobs) await work(runtime, boss, job, stop.signal);
  const timers = schedules.map((schedule) => startSchedule(runtime, schedule, stop.signal));
  const endHeartbeat = await startHeartbeat(runtime);

  const end = async () => {
    if (stop.signal.aborted) return;
    stop.abort();
    for (const timer of timers) clearInterval(timer);
    await endHeartbeat();
    await runtime.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void end());
  process.on("SIGINT", () => void end());
  process.on("disconnect", () => void end());
  process.send?.({ type: "ready" });
}

async function work(runtime: Runtime, boss: PgBoss, job: RunnableJob, signal: AbortSignal): Promise<void> {
  await ensureQueue(boss, job);
  const options = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS };
  for (let handler = 0; handler < Math.min(job.concurrency ?? 1, runtime.env.WORKER_CONCURRENCY); handler++) {
    await boss.work<unknown>(job.name, options, async ([delivered]) => {
      try {
        await job.deliver(delivered?.data, (companyId) => jobContext(runtime, job.name, companyId), signal);
      } catch (error) {
        runtime.log.error({ err: error, job: job.name, payload: delivered?.data }, "job failed");
        throw error;
      }
    });
  }
}

/** Every worker runs every schedule: each one must hold its own lock or be safe to run twice. */
function startSchedule(runtime: Runtime, schedule: Schedule, signal: AbortSignal): NodeJS.Timeout {
  let running = false;
  const tick = async () => {
    if (running || signal.aborted) return;
    running = true;
    const { companyId: _, locations: __, ...ctx } = jobContext(runtime, schedule.name, "");
    try {
      await schedule.run(ctx, signal);
    } catch (error) {
      if (!signal.aborted) ctx.log.error({ err: error }, "schedule failed");
    } finally {
      running = false;
    }
  };
  void tick();
  return setInterval(() => void tick(), schedule.everySeconds * 1_000);
}

async function startHeartbeat(runtime: Runtime): Promise<() => Promise<void>> {
  const { db } = runtime.database;
  const workerId = `${hostname()}-${process.pid}`;
  const beat = () =>
    db
      .insert(workerHeartbeats)
      .values({ workerId, version: VERSION, pid: process.pid })
      .onConflictDoUpdate({
        target: workerHeartbeats.workerId,
        set: { lastSeenAt: sql`now()`, version: VERSION },
      });
  await beat();
  await db.delete(workerHeartbeats).where(sql`${workerHeartbeats.lastSeenAt} < now() - interval '1 day'`);
  const timer = setInterval(() => void beat().catch(() => undefined), HEARTBEAT_MS);
  return async () => {
    clearInterval(timer);
    await db.delete(workerHeartbeats).where(eq(workerHeartbeats.workerId, workerId));
  };
}
