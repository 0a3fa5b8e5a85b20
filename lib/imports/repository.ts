import { and, asc, desc, eq, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accounts, importBatches, importEvents, importParts, locations, postDeletions } from "@/db/schema";
import type { LocationAccess } from "@/lib/context";

export type BatchRow = typeof importBatches.$inferSelect;
export type NewBatch = typeof importBatches.$inferInsert;

export async function insertBatch(db: Executor, batch: NewBatch): Promise<BatchRow> {
  const [row] = await db.insert(importBatches).values(batch).returning();
  if (!row) throw new Error("the batch was not stored");
  return row;
}

export async function readBatch(db: Executor, companyId: string, batchId: string): Promise<BatchRow | null> {
  const [row] = await db
    .select()
    .from(importBatches)
    .where(and(eq(importBatches.companyId, companyId), eq(importBatches.id, batchId)));
  return row ?? null;
}

/**
 * The batch, held until the transaction ends: nobody else changes it meanwhile. Events of its csvs may still be added
 * (they only refer to its key): a stronger hold would wait for the engine while the engine waits for it.
 */
export async function lockBatch(db: Executor, batchId: string): Promise<BatchRow | null> {
  const [row] = await db
    .select()
    .from(importBatches)
    .where(eq(importBatches.id, batchId))
    .for("no key update");
  return row ?? null;
}

export async function updateBatch(db: Executor, batchId: string, change: Partial<NewBatch>): Promise<void> {
  await db
    .update(importBatches)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(importBatches.id, batchId));
}

export async function listBatches(
  db: Executor,
  companyId: string,
  access: LocationAccess,
  page: { locationId?: string; before?: Date; limit: number },
): Promise<{ batch: BatchRow; locationName: string }[]> {
  const rows = await db
    .select({ batch: importBatches, locationName: locations.name })
    .from(importBatches)
    .innerJoin(locations, eq(locations.id, importBatches.locationId))
    .where(
      and(
        eq(importBatches.companyId, companyId),
        access === "all" ? undefined : inArray(importBatches.locationId, [...access]),
        page.locationId ? eq(importBatches.locationId, page.locationId) : undefined,
        page.before ? lt(importBatches.createdAt, page.before) : undefined,
        notInArray(importBatches.status, ["receiving"]),
      ),
    )
    .orderBy(desc(importBatches.createdAt))
    .limit(page.limit);
  return rows;
}

export async function savePart(
  db: Executor,
  batchId: string,
  part: number,
  bytes: Uint8Array,
): Promise<void> {
  await db
    .insert(importParts)
    .values({ batchId, part, bytes: Buffer.from(bytes) })
    .onConflictDoUpdate({
      target: [importParts.batchId, importParts.part],
      set: { bytes: Buffer.from(bytes) },
    });
}

export async function readPartNumbers(
  db: Executor,
  batchId: string,
): Promise<{ part: number; size: number }[]> {
  return db
    .select({ part: importParts.part, size: sql<number>`length(${importParts.bytes})` })
    .from(importParts)
    .where(eq(importParts.batchId, batchId))
    .orderBy(asc(importParts.part));
}

export async function readPart(db: Executor, batchId: string, part: number): Promise<Buffer | null> {
  const [row] = await db
    .select({ bytes: importParts.bytes })
    .from(importParts)
    .where(and(eq(importParts.batchId, batchId), eq(importParts.part, part)));
  return row?.bytes ?? null;
}

export async function addEvent(
  db: Executor,
  event: { batchId: string; csvNumber?: number; kind: "good" | "info" | "warning" | "bad"; message: string },
): Promise<void> {
  await db.insert(importEvents).values(event);
}

export async function readEvents(db: Executor, batchId: string, limit: number) {
  return db
    .select()
    .from(importEvents)
    .where(eq(importEvents.batchId, batchId))
    .orderBy(desc(importEvents.seq))
    .limit(limit);
}

/**
 * Changes with every step that is told of a batch, the other locations of its file and its deletion: cheap to ask for, however
 * many rows there are. Whoever changes rows touches the batch or tells its timeline.
 */
export async function readPulse(db: Executor, batch: Pick<BatchRow, "id" | "groupId">): Promise<string> {
  const { rows } = await db.execute<{ pulse: string }>(sql`
    select concat_ws('/',
      (select max(updated_at) from ${importBatches} where id = ${batch.id} or group_id = ${batch.groupId}::uuid),
      (select max(seq) from ${importEvents} where batch_id = ${batch.id}),
      (select concat_ws('/', id, status, deleted) from ${postDeletions} where batch_id = ${batch.id}
        order by created_at desc limit 1)) as pulse`);
  return rows[0]?.pulse ?? "";
}

/** Batches with work left that nobody is told of: found by the sweep after a crash. A file is checked by its first batch. */
export async function readUnfinishedBatches(
  db: Executor,
  idleSeconds: number,
): Promise<{ id: string; companyId: string; status: BatchRow["status"] }[]> {
  return db
    .select({ id: importBatches.id, companyId: importBatches.companyId, status: importBatches.status })
    .from(importBatches)
    .where(
      and(
        or(
          eq(importBatches.status, "scheduling"),
          and(
            eq(importBatches.status, "checking"),
            sql`coalesce(${importBatches.groupId}, ${importBatches.id}) = ${importBatches.id}`,
          ),
        ),
        sql`${importBatches.updatedAt} < now() - make_interval(secs => ${idleSeconds})`,
      ),
    );
}

export async function readAccountsOf(db: Executor, locationId: string) {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      platform: accounts.platform,
      type: accounts.type,
      isExpired: accounts.isExpired,
    })
    .from(accounts)
    .where(and(eq(accounts.locationId, locationId), sql`${accounts.removedAt} is null`));
}
