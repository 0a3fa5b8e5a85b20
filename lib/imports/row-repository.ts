import { and, asc, between, eq, gte, sql } from "drizzle-orm";
import type { Database, Executor } from "@/db/client";
import { importCsvs, importRows } from "@/db/schema";
import type { RowCounts } from "./schema";

export type ImportRow = typeof importRows.$inferSelect;
export type RowRange = { from: number; to: number };
const LAST_ROW = 2_147_483_647;
export const ALL_ROWS: RowRange = { from: 0, to: LAST_ROW };

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

/** So many rows at once make the table's statistics and its map of settled pages wrong. */
const MANY_ROWS = 50_000;

/**
 * Cleans the table after many rows were stored or changed, rather than when the database gets to it: until then every count
 * reads the rows themselves. The database's own cleaner, which may be at it, makes way. Not inside a transaction.
 */
export async function tidyRows(db: Database, changed: number): Promise<void> {
  if (changed < MANY_ROWS) return;
  await db.execute(sql`vacuum (analyze) ${importRows}`);
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

/** Rows that wait in no csv are skipped. */
export async function skipWaitingRows(
  db: Executor,
  batchId: string,
  reason: string,
  range?: RowRange,
): Promise<void> {
  await db
    .update(importRows)
    .set({ outcome: "skipped", reason })
    .where(
      and(
        eq(importRows.batchId, batchId),
        eq(importRows.outcome, "waiting"),
        sql`${importRows.csvId} is null`,
        range && between(importRows.row, range.from, range.to),
      ),
    );
}
