import { type SQL, sql } from "drizzle-orm";
import PgBoss from "pg-boss";
import type { Transaction } from "@/db/client";
import type { Enqueue, RunnableJob } from "./define-job";

/**
 * Opens the job queue on PostgreSQL. `role: "sender"` only adds jobs (web processes); `role: "worker"` also runs,
 * expires and archives them. Throws when the queue's tables are missing and it may not make them.
 */
export async function openQueue(options: {
  databaseUrl: string;
  role: "sender" | "worker" | "migrator";
}): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    max: options.role === "worker" ? 6 : 2,
    application_name: `2chat-${options.role}`,
    supervise: options.role === "worker",
    schedule: false,
    migrate: options.role === "migrator",
    archiveCompletedAfterSeconds: 3600,
    deleteAfterDays: 7,
  });
  boss.on("error", () => undefined);
  await boss.start();
  return boss;
}

/** Makes or upgrades the queue's own tables; safe to repeat. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const boss = await openQueue({ databaseUrl, role: "migrator" });
  await boss.stop({ graceful: false, wait: true });
}

/** Makes the queue of a job unless it exists; safe to repeat. */
export async function ensureQueue(boss: PgBoss, job: Omit<RunnableJob, "deliver">) {
  const options = {
    name: job.name,
    policy: "standard" as const,
    retryLimit: job.retries ?? 3,
    retryDelay: job.retryDelaySeconds ?? 5,
    retryBackoff: true,
    expireInSeconds: job.timeoutSeconds ?? 600,
  };
  await boss.createQueue(job.name, options);
  await boss.updateQueue(job.name, options);
}

/** The `enqueue` of every context. */
export function createEnqueue(boss: () => Promise<PgBoss>): Enqueue {
  return async (job, payload, options = {}) => {
    const queue = await boss();
    await queue.send(job.name, payload, {
      ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      ...(options.ahead ? { priority: 1 } : {}),
      ...(options.key ? { singletonKey: options.key, singletonSeconds: 1 } : {}),
      ...(options.tx ? { db: executorOf(options.tx) } : {}),
    });
  };
}

/** Lets pg-boss speak through an open transaction of ours. */
function executorOf(tx: Transaction): PgBoss.Db {
  return {
    executeSql: async (text: string, values: unknown[] = []) => {
      const result = await tx.execute(toSql(text, values));
      return { rows: result.rows };
    },
  };
}

function toSql(text: string, values: unknown[]): SQL {
  const parts = text.split(/\$(\d+)/);
  const chunks = parts.map((part, index) =>
    index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1] ?? null}`,
  );
  return sql.join(chunks);
}
