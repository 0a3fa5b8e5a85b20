import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importCsvs, importRows } from "@/db/schema";
import type { ImportRow } from "./repository";

export type CsvRow = typeof importCsvs.$inferSelect;
export type NewCsv = typeof importCsvs.$inferInsert;

export async function readCsvs(db: Executor, batchId: string): Promise<CsvRow[]> {
  return db.select().from(importCsvs).where(eq(importCsvs.batchId, batchId)).orderBy(asc(importCsvs.number));
}

export async function readCsv(db: Executor, csvId: string): Promise<CsvRow | null> {
  const [row] = await db.select().from(importCsvs).where(eq(importCsvs.id, csvId));
  return row ?? null;
}

export async function updateCsv(db: Executor, csvId: string, change: Partial<NewCsv>): Promise<void> {
  await db
    .update(importCsvs)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(importCsvs.id, csvId));
}

/**
 * Changes a csv only while it still stands at `from` and no person is asked: false when somebody (a cancel, a decision)
 * moved it meanwhile. The engine's only way to write steps and intents.
 */
export async function moveCsv(
  db: Executor,
  csvId: string,
  from: CsvRow["step"],
  change: Partial<NewCsv>,
): Promise<boolean> {
  const moved = await db
    .update(importCsvs)
    .set({ ...change, updatedAt: sql`now()` })
    .where(and(eq(importCsvs.id, csvId), eq(importCsvs.step, from), eq(importCsvs.needsPerson, false)))
    .returning({ id: importCsvs.id });
  return moved.length > 0;
}

/** Cancels the csvs whose finalize was never begun; a begun one may have posted, so it is followed to its end. */
export async function cancelCsvs(db: Executor, batchId: string): Promise<string[]> {
  const cancelled = await db
    .update(importCsvs)
    .set({ step: "cancelled", needsPerson: false, updatedAt: sql`now()` })
    .where(
      and(
        eq(importCsvs.batchId, batchId),
        inArray(importCsvs.step, ["planned", "uploaded", "accounts_set", "in_review"]),
        sql`${importCsvs.intent} is distinct from 'finalize'`,
      ),
    )
    .returning({ id: importCsvs.id });
  return cancelled.map((csv) => csv.id);
}

export async function readRowsOfCsv(db: Executor, csvId: string): Promise<ImportRow[]> {
  return db.select().from(importRows).where(eq(importRows.csvId, csvId)).orderBy(asc(importRows.position));
}

export type RowOutcome = {
  row: number;
  outcome: ImportRow["outcome"];
  reason: string | null;
  postIds: string[];
};

export async function saveOutcomes(db: Executor, batchId: string, outcomes: RowOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await db.execute(sql`
    update ${importRows} as r
    set outcome = o.outcome, reason = o.reason,
        post_ids = array(select jsonb_array_elements_text(o."postIds"))
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
      as o("row" int, outcome text, reason text, "postIds" jsonb)
    where r.batch_id = ${batchId} and r."row" = o."row"`);
}

/** Puts every row of a csv into one outcome. */
export async function saveCsvOutcome(
  db: Executor,
  csvId: string,
  outcome: ImportRow["outcome"],
  reason: string | null,
): Promise<void> {
  await db
    .update(importRows)
    .set({ outcome, reason })
    .where(and(eq(importRows.csvId, csvId), eq(importRows.outcome, "waiting")));
}

/** Rows that were never sent because their time had passed: they leave their csv. */
export async function failLateRows(
  db: Executor,
  batchId: string,
  rows: number[],
  reason: string,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .update(importRows)
    .set({ outcome: "failed", reason, csvId: null, position: null })
    .where(
      and(eq(importRows.batchId, batchId), inArray(importRows.row, rows), eq(importRows.outcome, "waiting")),
    );
}

/** Failed rows wait again, in no csv. */
export async function releaseFailedRows(db: Executor, batchId: string): Promise<number> {
  const released = await db
    .update(importRows)
    .set({ outcome: "waiting", reason: null, csvId: null, position: null, postIds: [] })
    .where(and(eq(importRows.batchId, batchId), eq(importRows.outcome, "failed")))
    .returning({ row: importRows.row });
  return released.length;
}

export async function countCsvOutcomes(
  db: Executor,
  batchId: string,
): Promise<Map<string, Record<string, number>>> {
  const grouped = await db
    .select({ csvId: importRows.csvId, outcome: importRows.outcome, rows: count() })
    .from(importRows)
    .where(and(eq(importRows.batchId, batchId), sql`${importRows.csvId} is not null`))
    .groupBy(importRows.csvId, importRows.outcome);
  const counts = new Map<string, Record<string, number>>();
  for (const { csvId, outcome, rows } of grouped) {
    if (csvId === null) continue;
    counts.set(csvId, { ...counts.get(csvId), [outcome]: rows });
  }
  return counts;
}

/** Which of these posts other csvs of the location have claimed. */
export async function readClaimedPosts(
  db: Executor,
  csv: { id: string; locationId: string },
  postIds: readonly string[],
): Promise<string[]> {
  // Post by post: the index answers each at once, however many rows the location has.
  const { rows } = await db.execute<{ id: string }>(sql`
    select asked.id from unnest(${sql.param([...postIds])}::text[]) as asked (id)
    where exists (
      select from ${importRows} r join ${importCsvs} c on c.id = r.csv_id
      where cardinality(r.post_ids) > 0 and r.post_ids @> array[asked.id]
        and c.location_id = ${csv.locationId} and c.id <> ${csv.id})`);
  return rows.map(({ id }) => id);
}
