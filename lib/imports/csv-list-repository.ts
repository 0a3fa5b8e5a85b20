import { and, asc, count, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importCsvs, importRows } from "@/db/schema";
import type { CsvRow } from "./csv-repository";
import { type CsvState, type CsvView, SENT_AGAIN } from "./schema";

/** Each csv is in exactly one state: what a person has to know of it. */
const state = sql<CsvState>`case
  when ${importCsvs.needsPerson} then 'person'
  when ${importCsvs.rowCount} = 0 and ${importCsvs.stepTimes} ? ${SENT_AGAIN}::text then 'again'
  when ${importCsvs.step} = 'failed' then 'failed'
  when ${importCsvs.step} = 'verified' then 'done'
  when ${importCsvs.step} = 'cancelled' then 'cancelled'
  when ${importCsvs.step} = 'planned' and ${importCsvs.intent} is null then 'planned'
  else 'moving' end`;

export type StateSum = { state: CsvState; csvs: number; rows: number };

export async function sumCsvStates(db: Executor, batchId: string): Promise<StateSum[]> {
  return db
    .select({ state, csvs: count(), rows: sql<number>`sum(${importCsvs.rowCount})::int` })
    .from(importCsvs)
    .where(eq(importCsvs.batchId, batchId))
    .groupBy(sql`1`);
}

/** What a person looks for first: csvs that wait for them, then those under way, then what happened last. */
export async function readForemostCsvs(db: Executor, batchId: string, limit: number): Promise<CsvRow[]> {
  return db
    .select()
    .from(importCsvs)
    .where(eq(importCsvs.batchId, batchId))
    .orderBy(
      sql`case ${state} when 'person' then 0 when 'moving' then 1 when 'planned' then 3 else 2 end`,
      sql`case when ${state} in ('person', 'moving', 'planned') then ${importCsvs.number} end`,
      desc(importCsvs.updatedAt),
      desc(importCsvs.number),
    )
    .limit(limit);
}

/** Csvs after a number, of one state or of all, in the order they were cut. */
export async function readCsvPage(
  db: Executor,
  batchId: string,
  page: { state?: CsvState | undefined; after: number; limit: number },
): Promise<CsvRow[]> {
  return db
    .select()
    .from(importCsvs)
    .where(
      and(
        eq(importCsvs.batchId, batchId),
        gt(importCsvs.number, page.after),
        page.state ? sql`${state} = ${page.state}` : undefined,
      ),
    )
    .orderBy(asc(importCsvs.number))
    .limit(page.limit);
}

/** The numbers of the csvs that rows stand in. */
export async function readNumbers(db: Executor, csvIds: readonly string[]): Promise<Map<string, number>> {
  if (csvIds.length === 0) return new Map();
  const found = await db
    .select({ id: importCsvs.id, number: importCsvs.number })
    .from(importCsvs)
    .where(inArray(importCsvs.id, [...csvIds]));
  return new Map(found.map(({ id, number }) => [id, number]));
}

/** How many rows of each csv have which outcome. */
export async function countCsvOutcomes(
  db: Executor,
  csvIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  if (csvIds.length === 0) return counts;
  const grouped = await db
    .select({ csvId: importRows.csvId, outcome: importRows.outcome, rows: count() })
    .from(importRows)
    .where(inArray(importRows.csvId, [...csvIds]))
    .groupBy(importRows.csvId, importRows.outcome);
  for (const { csvId, outcome, rows } of grouped) {
    if (csvId === null) continue;
    counts.set(csvId, { ...counts.get(csvId), [outcome]: rows });
  }
  return counts;
}

/** How many rows of each csv failed and were sent again, and the csvs that they stand in now. */
export async function readSentAgain(
  db: Executor,
  csvIds: readonly string[],
): Promise<Map<string, CsvView["sentAgain"]>> {
  if (csvIds.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; rows: number; csvs: number[] }>(sql`
    select r.former_csv_id as id, count(*)::int as rows,
      coalesce(array_agg(distinct c.number order by c.number) filter (where c.id is not null), '{}') as csvs
    from ${importRows} r left join ${importCsvs} c on c.id = r.csv_id
    where r.former_csv_id = any(${sql.param([...csvIds])}::uuid[])
    group by 1`);
  return new Map(rows.map(({ id, ...again }) => [id, again]));
}

/** Rows that wait in csvs whose finalize was begun: they can no longer be taken back. */
export async function countFinalizedWaiting(db: Executor, batchId: string): Promise<number> {
  const [found] = await db
    .select({ rows: count() })
    .from(importCsvs)
    .innerJoin(importRows, eq(importRows.csvId, importCsvs.id))
    .where(
      and(
        eq(importCsvs.batchId, batchId),
        sql`(${importCsvs.step} = 'finalized' or ${importCsvs.step} = 'in_review' and ${importCsvs.intent} = 'finalize')`,
        eq(importRows.outcome, "waiting"),
      ),
    );
  return found?.rows ?? 0;
}

/** How many csvs were verified since a moment. */
export async function countVerifiedSince(db: Executor, batchId: string, since: Date): Promise<number> {
  return db.$count(
    importCsvs,
    and(
      eq(importCsvs.batchId, batchId),
      eq(importCsvs.step, "verified"),
      sql`${importCsvs.stepTimes}->>'verified' >= ${since.toISOString()}`,
    ),
  );
}
