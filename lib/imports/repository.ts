import { and, asc, between, desc, eq, gte, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import {
  accounts,
  importBatches,
  importCsvs,
  importEvents,
  importParts,
  importRows,
  locations,
} from "@/db/schema";
import type { LocationAccess } from "@/lib/context";
import type { RowCounts } from "./schema";

export type BatchRow = typeof importBatches.$inferSelect;
export type NewBatch = typeof importBatches.$inferInsert;
export type ImportRow = typeof importRows.$inferSelect;

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

export type RowRange = { from: number; to: number };
const LAST_ROW = 2_147_483_647;

/** All rows of a batch cut into ranges of `size` rows, so that large changes are made in short transactions. */
export async function* readRowRanges(db: Executor, batchId: string, size: number): AsyncGenerator<RowRange> {
  for (let from = 0; ; ) {
    const [end] = await db
      .select({ row: importRows.row })
      .from(importRows)
      .where(and(eq(importRows.batchId, batchId), gte(importRows.row, from)))
      .orderBy(asc(importRows.row))
      .offset(size - 1)
      .limit(1);
    yield { from, to: end?.row ?? LAST_ROW };
    if (!end) return;
    from = end.row + 1;
  }
}

/** Rows with an error go nowhere; they are counted as skipped, with the first error as the reason. */
export async function skipBadRows(db: Executor, batchId: string, { from, to }: RowRange): Promise<void> {
  await db
    .update(importRows)
    .set({
      outcome: "skipped",
      reason: sql`coalesce((select i->>'message' from jsonb_array_elements(${importRows.issues}) i where i->>'severity' = 'error' limit 1), 'Left out.')`,
    })
    .where(
      and(
        eq(importRows.batchId, batchId),
        between(importRows.row, from, to),
        eq(importRows.hasError, true),
        eq(importRows.outcome, "waiting"),
      ),
    );
}

export async function readRows(
  db: Executor,
  batchId: string,
  filter: { outcome?: ImportRow["outcome"]; ready?: boolean; after: number; limit: number },
): Promise<ImportRow[]> {
  return db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batchId),
        sql`${importRows.row} > ${filter.after}`,
        filter.outcome ? eq(importRows.outcome, filter.outcome) : undefined,
        filter.ready ? eq(importRows.hasError, false) : undefined,
      ),
    )
    .orderBy(asc(importRows.row))
    .limit(filter.limit);
}

/** Whether any row of an outcome has one of these fields filled. */
export async function hasFilledField(
  db: Executor,
  batchId: string,
  outcome: ImportRow["outcome"],
  keys: readonly string[],
): Promise<boolean> {
  const asked = sql`${sql.param([...keys])}::text[]`;
  const found = await db
    .select({ row: importRows.row })
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batchId),
        eq(importRows.outcome, outcome),
        sql`${importRows.fields} ?| ${asked}`,
        sql`exists (select from unnest(${asked}) as k where ${importRows.fields}->>k <> '')`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

type Grouped = { batchId: string; kind: ImportRow["outcome"] | "person"; rows: number };

/** Counts of several batches at once, straight from the rows: there is no second truth to drift from. */
export async function countRows(db: Executor, batchIds: string[]): Promise<Map<string, RowCounts>> {
  const counts = new Map<string, RowCounts>();
  if (batchIds.length === 0) return counts;
  const ids = sql`${sql.param(batchIds)}::uuid[]`;
  // The first part is answered by an index alone, the second by the few csvs that wait for a person.
  const { rows: grouped } = await db.execute<Grouped>(sql`
    select batch_id as "batchId", outcome as kind, count(*)::int as rows
    from ${importRows} where batch_id = any(${ids}) group by batch_id, outcome
    union all
    select c.batch_id, 'person', count(*)::int
    from ${importCsvs} c join ${importRows} r on r.csv_id = c.id
    where c.batch_id = any(${ids}) and c.needs_person and r.outcome = 'waiting' group by c.batch_id`);
  for (const id of batchIds)
    counts.set(id, {
      rows: 0,
      scheduled: 0,
      waiting: 0,
      failed: 0,
      skipped: 0,
      deleted: 0,
      waitingForPerson: 0,
    });
  for (const { batchId, kind, rows } of grouped) {
    const sums = counts.get(batchId);
    if (!sums) continue;
    if (kind === "person") sums.waitingForPerson += rows;
    else {
      sums.rows += rows;
      sums[kind] += rows;
    }
  }
  return counts;
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

export async function skipWaitingRows(db: Executor, batchId: string, reason: string): Promise<void> {
  await db
    .update(importRows)
    .set({ outcome: "skipped", reason })
    .where(
      and(
        eq(importRows.batchId, batchId),
        eq(importRows.outcome, "waiting"),
        sql`${importRows.csvId} is null`,
      ),
    );
}
