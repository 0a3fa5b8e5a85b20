import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importCsvs, importRows } from "@/db/schema";
import { ALL_ROWS, type ImportRow, type RowRange } from "./row-repository";
import { SENT_AGAIN } from "./schema";

export type CsvRow = typeof importCsvs.$inferSelect;
export type NewCsv = typeof importCsvs.$inferInsert;

const isOpen = notInArray(importCsvs.step, ["verified", "failed", "cancelled"]);

/** Csvs that something can still be done for without a person, in the order they were cut. */
export async function readOpenCsvIds(db: Executor, batchId: string): Promise<string[]> {
  const open = await db
    .select({ id: importCsvs.id })
    .from(importCsvs)
    .where(and(eq(importCsvs.batchId, batchId), isOpen, eq(importCsvs.needsPerson, false)))
    .orderBy(asc(importCsvs.number));
  return open.map(({ id }) => id);
}

/** Whether any csv of a batch is not at its end: one that goes on by itself, one that waits for a person. */
export async function findOpenCsvs(
  db: Executor,
  batchId: string,
): Promise<{ moving: boolean; person: boolean }> {
  const [found] = await db
    .select({
      moving: sql<boolean>`coalesce(bool_or(not ${importCsvs.needsPerson}), false)`,
      person: sql<boolean>`coalesce(bool_or(${importCsvs.needsPerson}), false)`,
    })
    .from(importCsvs)
    .where(and(eq(importCsvs.batchId, batchId), isOpen));
  return found ?? { moving: false, person: false };
}

export async function countCsvs(db: Executor, batchId: string): Promise<number> {
  return db.$count(importCsvs, eq(importCsvs.batchId, batchId));
}

export async function readCsvByNumber(db: Executor, batchId: string, number: number): Promise<CsvRow | null> {
  const [row] = await db
    .select()
    .from(importCsvs)
    .where(and(eq(importCsvs.batchId, batchId), eq(importCsvs.number, number)));
  return row ?? null;
}

/** Cancelled csvs that stand at the upstream, or stood there. */
export async function readCancelledUpstream(db: Executor, batchId: string): Promise<CsvRow[]> {
  return db
    .select()
    .from(importCsvs)
    .where(
      and(
        eq(importCsvs.batchId, batchId),
        eq(importCsvs.step, "cancelled"),
        sql`${importCsvs.upstreamCsvId} is not null`,
      ),
    );
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

/**
 * Cancels csvs (at most `most`) whose finalize was never begun, and skips their rows; a begun one may have posted, so it is
 * followed to its end. Answers how many.
 */
export async function cancelCsvs(
  db: Executor,
  batchId: string,
  reason: string,
  most?: number,
): Promise<number> {
  const { rows } = await db.execute<{ csvs: number }>(sql`
    with cancelled as (
      update ${importCsvs} set step = 'cancelled', needs_person = false, updated_at = now()
      where id in (
        select id from ${importCsvs}
        where batch_id = ${batchId} and step in ('planned', 'uploaded', 'accounts_set', 'in_review')
          and intent is distinct from 'finalize'
        order by number limit ${most ?? null} for update)
      returning id),
    skipped as (
      update ${importRows} r set outcome = 'skipped', reason = ${reason}
      from cancelled where r.csv_id = cancelled.id and r.outcome = 'waiting')
    select count(*)::int as csvs from cancelled`);
  return rows[0]?.csvs ?? 0;
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

/** Failed rows wait again, in no csv; each keeps where it failed, whose rows become fewer. Answers how many. */
export async function releaseFailedRows(
  db: Executor,
  batchId: string,
  at: Date,
  range: RowRange = ALL_ROWS,
): Promise<number> {
  const { rows } = await db.execute<{ rows: number }>(sql`
    with released as (
      update ${importRows} r
      set outcome = 'waiting', reason = null, csv_id = null, position = null, post_ids = '{}',
        former_csv_id = coalesce(r.csv_id, r.former_csv_id)
      from ${importRows} was
      where r.batch_id = ${batchId} and r.outcome = 'failed' and r."row" between ${range.from} and ${range.to}
        and was.batch_id = r.batch_id and was."row" = r."row"
      returning was.csv_id),
    fewer as (
      update ${importCsvs} c set row_count = c.row_count - gone.rows,
        step_times = c.step_times || jsonb_build_object(${SENT_AGAIN}::text, ${at.toISOString()}::text)
      from (select csv_id, count(*)::int as rows from released where csv_id is not null group by 1) gone
      where c.id = gone.csv_id)
    select count(*)::int as rows from released`);
  return rows[0]?.rows ?? 0;
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
