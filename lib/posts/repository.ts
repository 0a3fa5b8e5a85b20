import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importBatches, importRows, postDeletions } from "@/db/schema";
import type { DeletionCall } from "./schema";

export type DeletionRow = typeof postDeletions.$inferSelect;

export async function insertDeletion(
  db: Executor,
  deletion: typeof postDeletions.$inferInsert,
): Promise<DeletionRow> {
  const [row] = await db.insert(postDeletions).values(deletion).returning();
  if (!row) throw new Error("the deletion was not stored");
  return row;
}

export async function readDeletion(
  db: Executor,
  companyId: string,
  deletionId: string,
): Promise<DeletionRow | null> {
  const [row] = await db
    .select()
    .from(postDeletions)
    .where(and(eq(postDeletions.companyId, companyId), eq(postDeletions.id, deletionId)));
  return row ?? null;
}

export async function saveDeletion(
  db: Executor,
  deletionId: string,
  state: { calls: DeletionCall[]; deleted: number; status: DeletionRow["status"]; finished: boolean },
): Promise<void> {
  const { finished, ...rest } = state;
  await db
    .update(postDeletions)
    .set({ ...rest, finishedAt: finished ? sql`now()` : null })
    .where(eq(postDeletions.id, deletionId));
}

export async function readRunningDeletions(db: Executor): Promise<{ id: string; companyId: string }[]> {
  return db
    .select({ id: postDeletions.id, companyId: postDeletions.companyId })
    .from(postDeletions)
    .where(
      and(
        eq(postDeletions.status, "running"),
        sql`${postDeletions.createdAt} < now() - interval '5 seconds'`,
      ),
    );
}

export async function readScheduledPostIds(db: Executor, batchId: string): Promise<string[]> {
  const rows = await db
    .select({ postIds: importRows.postIds })
    .from(importRows)
    .where(and(eq(importRows.batchId, batchId), eq(importRows.outcome, "scheduled")));
  return rows.flatMap((row) => row.postIds);
}

/** Ids of the posts that an import made and that are still there, and the first and last time of its rows. */
export async function readPostsOfBatch(
  db: Executor,
  batchId: string,
): Promise<{ ids: string[]; first: string | null; last: string | null }> {
  const rows = await db
    .select({ postIds: importRows.postIds, at: importRows.scheduledLocal })
    .from(importRows)
    .where(and(eq(importRows.batchId, batchId), eq(importRows.outcome, "scheduled")));
  const times = rows.flatMap(({ at }) => at ?? []).sort();
  return {
    ids: rows.flatMap(({ postIds }) => postIds),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
  };
}

/** The batch that holds a file of this hash already, or null. */
export async function findBatchOfFile(
  db: Executor,
  companyId: string,
  fileHash: string,
): Promise<string | null> {
  const [row] = await db
    .select({ id: importBatches.id })
    .from(importBatches)
    .where(and(eq(importBatches.companyId, companyId), eq(importBatches.fileHash, fileHash)))
    .limit(1);
  return row?.id ?? null;
}
