import { and, asc, desc, eq, isNull, lte } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { reportSchedules } from "@/db/schema";

export type ScheduleRow = typeof reportSchedules.$inferSelect;

export async function insertSchedule(
  db: Executor,
  schedule: typeof reportSchedules.$inferInsert,
): Promise<ScheduleRow> {
  const [row] = await db.insert(reportSchedules).values(schedule).returning();
  if (!row) throw new Error("a schedule was not stored");
  return row;
}

export function readSchedules(db: Executor, companyId: string): Promise<ScheduleRow[]> {
  return db
    .select()
    .from(reportSchedules)
    .where(eq(reportSchedules.companyId, companyId))
    .orderBy(desc(reportSchedules.createdAt))
    .limit(500);
}

/** `lock`: held until the transaction ends, so that it is not sent while it is changed. */
export async function readSchedule(
  db: Executor,
  companyId: string,
  scheduleId: string,
  options: { lock?: boolean } = {},
): Promise<ScheduleRow | null> {
  const query = db
    .select()
    .from(reportSchedules)
    .where(and(eq(reportSchedules.companyId, companyId), eq(reportSchedules.id, scheduleId)));
  const [row] = await (options.lock ? query.for("update") : query);
  return row ?? null;
}

export async function updateSchedule(
  db: Executor,
  scheduleId: string,
  change: Partial<typeof reportSchedules.$inferInsert>,
): Promise<void> {
  await db.update(reportSchedules).set(change).where(eq(reportSchedules.id, scheduleId));
}

export async function deleteSchedule(db: Executor, scheduleId: string): Promise<void> {
  await db.delete(reportSchedules).where(eq(reportSchedules.id, scheduleId));
}

/** The schedule that is due the longest, held until the transaction ends; one that another worker holds is passed over. */
export async function claimDueSchedule(tx: Transaction, now: Date): Promise<ScheduleRow | null> {
  const [row] = await tx
    .select()
    .from(reportSchedules)
    .where(and(isNull(reportSchedules.pausedAt), lte(reportSchedules.nextRunAt, now)))
    .orderBy(asc(reportSchedules.nextRunAt))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}
