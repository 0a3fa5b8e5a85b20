import { and, asc, eq } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { goals } from "@/db/schema";

export type GoalRow = typeof goals.$inferSelect;
export type GoalKey = Pick<GoalRow, "companyId" | "locationId" | "month" | "metric">;

const keyOf = (key: GoalKey) =>
  and(
    eq(goals.companyId, key.companyId),
    eq(goals.locationId, key.locationId),
    eq(goals.month, key.month),
    eq(goals.metric, key.metric),
  );

export function readGoals(
  db: Executor,
  asked: { companyId: string; locationId: string; month: string },
): Promise<GoalRow[]> {
  return db
    .select()
    .from(goals)
    .where(
      and(
        eq(goals.companyId, asked.companyId),
        eq(goals.locationId, asked.locationId),
        eq(goals.month, asked.month),
      ),
    )
    .orderBy(asc(goals.metric));
}

export async function readGoal(db: Executor, key: GoalKey): Promise<GoalRow | null> {
  const [row] = await db.select().from(goals).where(keyOf(key));
  return row ?? null;
}

export async function upsertGoal(tx: Transaction, goal: GoalRow): Promise<void> {
  const { target, updatedBy, updatedAt } = goal;
  await tx
    .insert(goals)
    .values(goal)
    .onConflictDoUpdate({
      target: [goals.locationId, goals.month, goals.metric],
      set: { target, updatedBy, updatedAt },
    });
}

export async function deleteGoal(tx: Transaction, key: GoalKey): Promise<void> {
  await tx.delete(goals).where(keyOf(key));
}
