import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { postChangeItems, postChanges } from "@/db/schema";
import type { ItemOutcome, PostPatch } from "./change-schema";

export type ChangeRow = typeof postChanges.$inferSelect;
export type ChangeItemRow = typeof postChangeItems.$inferSelect;

const ROWS_A_STATEMENT = 500;

/** Serialises the start of changes at one location until the transaction ends. */
export async function lockLocationChanges(tx: Transaction, locationId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`post-changes-start:${locationId}`}, 0))`,
  );
}

/** Which of the posts another change of the location has still to settle. */
export async function readPostsUnderWay(
  db: Executor,
  locationId: string,
  postIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .select({ postId: postChangeItems.postId })
    .from(postChangeItems)
    .innerJoin(postChanges, eq(postChanges.id, postChangeItems.changeId))
    .where(
      and(
        eq(postChanges.locationId, locationId),
        inArray(postChangeItems.outcome, ["waiting", "sending"]),
        inArray(postChangeItems.postId, [...postIds]),
      ),
    );
  return rows.map((row) => row.postId);
}

export async function insertChange(
  tx: Transaction,
  change: typeof postChanges.$inferInsert,
  items: readonly Omit<typeof postChangeItems.$inferInsert, "changeId">[],
): Promise<ChangeRow> {
  const [row] = await tx.insert(postChanges).values(change).returning();
  if (!row) throw new Error("the change was not stored");
  for (let start = 0; start < items.length; start += ROWS_A_STATEMENT) {
    const some = items.slice(start, start + ROWS_A_STATEMENT);
    await tx.insert(postChangeItems).values(some.map((item) => ({ ...item, changeId: row.id })));
  }
  return row;
}

export async function readChange(
  db: Executor,
  companyId: string,
  changeId: string,
): Promise<ChangeRow | null> {
  const [row] = await db
    .select()
    .from(postChanges)
    .where(and(eq(postChanges.companyId, companyId), eq(postChanges.id, changeId)));
  return row ?? null;
}

/** As the table has them: what is stopped half-way is done up to a day. */
export async function readItems(
  db: Executor,
  changeId: string,
  outcomes?: readonly ItemOutcome[],
): Promise<ChangeItemRow[]> {
  return db
    .select()
    .from(postChangeItems)
    .where(
      and(
        eq(postChangeItems.changeId, changeId),
        outcomes ? inArray(postChangeItems.outcome, [...outcomes]) : undefined,
      ),
    )
    .orderBy(asc(sql`${postChangeItems.before} ->> 'scheduleDate'`), asc(postChangeItems.postId));
}

/** Records the intent to send: false when the change was cancelled or the item is no longer waiting. */
export async function claimItem(db: Executor, changeId: string, postId: string): Promise<boolean> {
  const claimed = await db
    .update(postChangeItems)
    .set({ outcome: "sending", reason: null })
    .where(
      and(
        eq(postChangeItems.changeId, changeId),
        eq(postChangeItems.postId, postId),
        eq(postChangeItems.outcome, "waiting"),
        sql`exists (select 1 from ${postChanges} where ${postChanges.id} = ${changeId} and ${postChanges.status} = 'running')`,
      ),
    )
    .returning({ postId: postChangeItems.postId });
  return claimed.length === 1;
}

export async function settleItem(
  db: Executor,
  changeId: string,
  postId: string,
  result: { outcome: ItemOutcome; reason: string | null; traceId: string | null; before?: PostPatch },
): Promise<void> {
  await db
    .update(postChangeItems)
    .set(result)
    .where(and(eq(postChangeItems.changeId, changeId), eq(postChangeItems.postId, postId)));
}

/** Cancels what waits; what is being sent is still settled. False when the change is over already. */
export async function cancelWaiting(tx: Transaction, changeId: string, reason: string): Promise<boolean> {
  const stopped = await tx
    .update(postChanges)
    .set({ status: "cancelled" })
    .where(and(eq(postChanges.id, changeId), eq(postChanges.status, "running")))
    .returning({ id: postChanges.id });
  if (stopped.length === 0) return false;
  await tx
    .update(postChangeItems)
    .set({ outcome: "skipped", reason })
    .where(and(eq(postChangeItems.changeId, changeId), eq(postChangeItems.outcome, "waiting")));
  return true;
}

/** Failed posts wait again; unknown ones are looked at first, as if their call had just been lost. */
export async function reopenUnsettled(tx: Transaction, changeId: string): Promise<number> {
  const reopened = await tx
    .update(postChangeItems)
    .set({
      outcome: sql`case when ${postChangeItems.outcome} = 'unknown' then 'sending' else 'waiting' end`,
      reason: null,
    })
    .where(
      and(eq(postChangeItems.changeId, changeId), inArray(postChangeItems.outcome, ["failed", "unknown"])),
    )
    .returning({ postId: postChangeItems.postId });
  if (reopened.length > 0)
    await tx
      .update(postChanges)
      .set({ status: "running", finishedAt: null })
      .where(eq(postChanges.id, changeId));
  return reopened.length;
}

export async function finishChange(
  db: Executor,
  changeId: string,
  status: ChangeRow["status"],
): Promise<void> {
  await db.update(postChanges).set({ status, finishedAt: sql`now()` }).where(eq(postChanges.id, changeId));
}

/** Changes with something left to do, begun at least five seconds ago. */
export async function readOpenChanges(db: Executor): Promise<{ id: string; companyId: string }[]> {
  return db
    .select({ id: postChanges.id, companyId: postChanges.companyId })
    .from(postChanges)
    .where(
      and(
        sql`${postChanges.finishedAt} is null`,
        sql`${postChanges.createdAt} < now() - interval '5 seconds'`,
      ),
    );
}
