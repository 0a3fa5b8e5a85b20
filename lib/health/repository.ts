import { count, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { workerHeartbeats } from "@/db/schema";

export async function ping(db: Executor): Promise<void> {
  await db.execute(sql`select 1`);
}

export async function countLivingWorkers(db: Executor): Promise<number> {
  const [row] = await db
    .select({ living: count() })
    .from(workerHeartbeats)
    .where(sql`${workerHeartbeats.lastSeenAt} > now() - interval '20 seconds'`);
  return row?.living ?? 0;
}
