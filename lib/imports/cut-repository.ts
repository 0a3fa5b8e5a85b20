import { and, asc, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importCsvs, importRows } from "@/db/schema";
import type { CuttableRow } from "@/lib/csv";
import type { NewCsv } from "./csv-repository";

/**
 * Rows that go out and stand in no csv yet. What waits so is all that cutting has to know: it can be left and taken up
 * anywhere. Spelled as the index `import_rows_uncut` is.
 */
const uncut = (batchId: string) =>
  and(
    eq(importRows.batchId, batchId),
    sql`${importRows.csvId} is null and ${importRows.outcome} = 'waiting' and not ${importRows.hasError}`,
  );

const time = sql`${importRows.scheduledLocal} collate "C"`;

export async function hasUncutRows(db: Executor, batchId: string): Promise<boolean> {
  const found = await db
    .select({ row: importRows.row })
    .from(importRows)
    .where(uncut(batchId))
    // In the index's order: right after a cut the statistics still promise rows at every turn.
    .orderBy(asc(time), asc(importRows.row))
    .limit(1);
  return found.length > 0;
}

/** How many rows wait in no csv, by the accounts they go to. */
export async function countUncutRows(
  db: Executor,
  batchId: string,
): Promise<{ accountIds: string[]; rows: number }[]> {
  return db
    .select({ accountIds: importRows.accountIds, rows: sql<number>`count(*)::int` })
    .from(importRows)
    .where(uncut(batchId))
    .groupBy(importRows.accountIds);
}

/** How many rows of each batch wait in no csv: of one that is not scheduled yet, those that are ready. */
export async function countUncut(db: Executor, batchIds: readonly string[]): Promise<Map<string, number>> {
  if (batchIds.length === 0) return new Map();
  const found = await db
    .select({ batchId: importRows.batchId, rows: sql<number>`count(*)::int` })
    .from(importRows)
    .where(
      sql`${importRows.batchId} = any(${sql.param([...batchIds])}::uuid[]) and ${importRows.csvId} is null
        and ${importRows.outcome} = 'waiting' and not ${importRows.hasError}`,
    )
    .groupBy(importRows.batchId);
  return new Map(found.map(({ batchId, rows }) => [batchId, rows]));
}

/** The rows that wait in no csv, earliest first and drafts last, a page at a time. */
export async function* readUncutRows(
  db: Executor,
  batchId: string,
  pageRows: number,
): AsyncGenerator<CuttableRow[]> {
  for (const dated of [true, false]) {
    for (let after: CuttableRow | undefined; ; ) {
      const page = await db
        .select({
          row: importRows.row,
          scheduledLocal: importRows.scheduledLocal,
          accountIds: importRows.accountIds,
        })
        .from(importRows)
        .where(
          and(
            uncut(batchId),
            dated ? sql`${time} is not null` : sql`${time} is null`,
            after &&
              (dated
                ? sql`(${time}, ${importRows.row}) > (${after.scheduledLocal}, ${after.row})`
                : sql`${importRows.row} > ${after.row}`),
          ),
        )
        .orderBy(asc(time), asc(importRows.row))
        .limit(pageRows);
      if (page.length > 0) yield page;
      if (page.length < pageRows) break;
      after = page.at(-1);
    }
  }
}

export async function readCsvNumbers(db: Executor, batchId: string): Promise<number[]> {
  const found = await db
    .select({ number: importCsvs.number })
    .from(importCsvs)
    .where(eq(importCsvs.batchId, batchId));
  return found.map(({ number }) => number);
}

export type CutCsv = NewCsv & { id: string; rows: readonly number[] };

/** Stores csvs and puts their rows into them. Throws where a row is in a csv already: nothing is stored then. */
export async function insertCsvs(db: Executor, batchId: string, csvs: readonly CutCsv[]): Promise<void> {
  if (csvs.length === 0) return;
  await db.insert(importCsvs).values(csvs.map(({ rows: _rows, ...csv }) => csv));
  const places = csvs.flatMap(({ id, rows }) => rows.map((row, position) => ({ id, row, position })));
  const { rowCount } = await db.execute(sql`
    update ${importRows} as r set csv_id = p.csv_id, position = p.position
    from unnest(
      ${sql.param(places.map(({ id }) => id))}::uuid[], ${sql.param(places.map(({ row }) => row))}::int[],
      ${sql.param(places.map(({ position }) => position))}::int[]
    ) as p(csv_id, "row", position)
    where r.batch_id = ${batchId} and r."row" = p."row" and r.outcome = 'waiting' and r.csv_id is null`);
  if (rowCount !== places.length)
    throw new Error(`batch ${batchId}: ${rowCount} of ${places.length} rows could be put into a csv`);
}
