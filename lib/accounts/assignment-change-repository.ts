import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { assignmentChangeItems, assignmentChanges } from "@/db/schema";
import type { AssignmentItemOutcome, PlannedAssignment } from "./assignment-change-schema";

export type AssignmentChangeRow = typeof assignmentChanges.$inferSelect;
export type AssignmentItemRow = typeof assignmentChangeItems.$inferSelect;

const ROWS_A_STATEMENT = 500;

/** Serialises the start of sheets of one company until the transaction ends. */
export async function lockAssignmentStart(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`assignment-changes-start:${companyId}`}, 0))`,
  );
}

export async function insertAssignmentChange(
  tx: Transaction,
  change: typeof assignmentChanges.$inferInsert,
  plans: readonly PlannedAssignment[],
): Promise<AssignmentChangeRow> {
  const [row] = await tx.insert(assignmentChanges).values(change).returning();
  if (!row) throw new Error("the change was not stored");
  for (let start = 0; start < plans.length; start += ROWS_A_STATEMENT) {
    const some = plans.slice(start, start + ROWS_A_STATEMENT);
    await tx
      .insert(assignmentChangeItems)
      .values(some.map((plan) => ({ changeId: row.id, locationId: plan.locationId, plan })));
  }
  return row;
}

export async function readAssignmentChange(
  db: Executor,
  companyId: string,
  changeId: string,
): Promise<AssignmentChangeRow | null> {
  const [row] = await db
    .select()
    .from(assignmentChanges)
    .where(and(eq(assignmentChanges.companyId, companyId), eq(assignmentChanges.id, changeId)));
  return row ?? null;
}

export async function readLatestAssignmentChange(
  db: Executor,
  companyId: string,
): Promise<AssignmentChangeRow | null> {
  const [row] = await db
    .select()
    .from(assignmentChanges)
    .where(eq(assignmentChanges.companyId, companyId))
    .orderBy(desc(assignmentChanges.createdAt), desc(assignmentChanges.id))
    .limit(1);
  return row ?? null;
}

export async function readAssignmentItems(
  db: Executor,
  changeId: string,
  outcome?: AssignmentItemOutcome,
): Promise<AssignmentItemRow[]> {
  return db
    .select()
    .from(assignmentChangeItems)
    .where(
      and(
        eq(assignmentChangeItems.changeId, changeId),
        outcome ? eq(assignmentChangeItems.outcome, outcome) : undefined,
      ),
    )
    .orderBy(asc(sql`${assignmentChangeItems.plan}->>'locationName'`), asc(assignmentChangeItems.locationId));
}

/** Whether a location still waits: a person may have cancelled it since the queue was read. */
export async function isWaiting(
  db: Executor,
  item: Pick<AssignmentItemRow, "changeId" | "locationId">,
): Promise<boolean> {
  const [row] = await db
    .select({ outcome: assignmentChangeItems.outcome })
    .from(assignmentChangeItems)
    .where(
      and(
        eq(assignmentChangeItems.changeId, item.changeId),
        eq(assignmentChangeItems.locationId, item.locationId),
      ),
    );
  return row?.outcome === "waiting";
}

/** Writes how a location fared. */
export async function settleAssignmentItem(
  db: Executor,
  item: Pick<AssignmentItemRow, "changeId" | "locationId">,
  result: { outcome: AssignmentItemOutcome; reason: string | null; traceId: string | null },
): Promise<void> {
  await db
    .update(assignmentChangeItems)
    .set({ ...result, settledAt: sql`now()` })
    .where(
      and(
        eq(assignmentChangeItems.changeId, item.changeId),
        eq(assignmentChangeItems.locationId, item.locationId),
      ),
    );
}

/** Moves items of one outcome to another; answers how many. */
export async function moveAssignmentItems(
  db: Executor,
  changeId: string,
  from: AssignmentItemOutcome,
  to: { outcome: AssignmentItemOutcome; reason: string | null },
): Promise<number> {
  const moved = await db
    .update(assignmentChangeItems)
    .set({ ...to, traceId: null })
    .where(and(eq(assignmentChangeItems.changeId, changeId), eq(assignmentChangeItems.outcome, from)))
    .returning({ locationId: assignmentChangeItems.locationId });
  return moved.length;
}

export async function finishAssignmentChange(
  db: Executor,
  changeId: string,
  finished: boolean,
): Promise<void> {
  await db
    .update(assignmentChanges)
    .set({ finishedAt: finished ? sql`now()` : null })
    .where(eq(assignmentChanges.id, changeId));
}

/** Sheets with something left to do, begun at least five seconds ago. */
export async function readOpenAssignmentChanges(db: Executor): Promise<{ id: string; companyId: string }[]> {
  return db
    .select({ id: assignmentChanges.id, companyId: assignmentChanges.companyId })
    .from(assignmentChanges)
    .where(
      and(
        isNull(assignmentChanges.finishedAt),
        sql`${assignmentChanges.createdAt} < now() - interval '5 seconds'`,
      ),
    );
}
