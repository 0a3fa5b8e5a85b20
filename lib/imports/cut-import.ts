import type { Executor } from "@/db/client";
import { tryWithLock } from "@/db/locks";
import { newId } from "@/db/new-id";
import type { Context } from "@/lib/context";
import { MAX_ROWS_PER_CSV } from "@/lib/csv";
import { countUncutRows, hasUncutRows, insertCsvs, readCsvNumbers, readUncutRows } from "./cut-repository";
import { createCutter, freeNumbers, type NumberedCut } from "./cut-stream";
import { type BatchRow, lockBatch, updateBatch } from "./repository";
import { readRowRanges, skipBadRows, tidyRows } from "./row-repository";

const PAGE_ROWS = 5_000;
const CSVS_PER_STEP = 100;
const PUT_ASIDE_ROWS = 20_000;

/** How many csvs the rows that stand in none will take, and how many rows those are. */
export async function planCsvs(db: Executor, batchId: string): Promise<{ rows: number; csvs: number }> {
  const bySet = new Map<string, number>();
  for (const { accountIds, rows } of await countUncutRows(db, batchId)) {
    const key = [...accountIds].sort().join(",");
    bySet.set(key, (bySet.get(key) ?? 0) + rows);
  }
  let plan = { rows: 0, csvs: 0 };
  for (const rows of bySet.values())
    plan = { rows: plan.rows + rows, csvs: plan.csvs + Math.ceil(rows / MAX_ROWS_PER_CSV) };
  return plan;
}

/**
 * Cuts the rows of a scheduled batch that stand in no csv into csvs of at most 90, some hundred at a time, each step in one
 * transaction that also asks whether the batch still runs. One process cuts; killed anywhere it goes on with the rows that
 * are left and makes the same csvs; it holds a page of rows and the csvs begun. False: not all are cut (another process is at it, or the batch was paused or cancelled).
 */
export async function cutImport(ctx: Context, batchId: string, signal: AbortSignal): Promise<boolean> {
  if (!(await hasUncutRows(ctx.db, batchId))) return true;
  const held = await tryWithLock(ctx.db, `import-cut:${batchId}`, () => cutAll(ctx, batchId, signal));
  return held.locked && held.value;
}

async function cutAll(ctx: Context, batchId: string, signal: AbortSignal): Promise<boolean> {
  await putAsideBadRows(ctx, batchId, signal);
  const cutter = createCutter(freeNumbers(await readCsvNumbers(ctx.db, batchId)));
  const full: NumberedCut[] = [];
  let rows = 0;
  for await (const page of readUncutRows(ctx.db, batchId, PAGE_ROWS)) {
    if (signal.aborted) return false;
    rows += page.length;
    for (const row of page) {
      const cut = cutter.add(row);
      if (cut) full.push(cut);
    }
    const whole = full.length - (full.length % CSVS_PER_STEP);
    if (!(await store(ctx, batchId, full.splice(0, whole), signal))) return false;
  }
  if (!(await store(ctx, batchId, [...full, ...cutter.rest()], signal))) return false;
  await tidyRows(ctx.db, rows);
  return !signal.aborted;
}

/** Keeps csvs, some hundred in a transaction. False where the batch runs no more. */
async function store(
  ctx: Context,
  batchId: string,
  cuts: readonly NumberedCut[],
  signal: AbortSignal,
): Promise<boolean> {
  for (let from = 0; from < cuts.length; from += CSVS_PER_STEP) {
    if (signal.aborted) return false;
    const stored = await ctx.db.transaction(async (tx) => {
      const batch = await lockBatch(tx, batchId);
      if (batch?.status !== "scheduling") return false;
      const part = cuts.slice(from, from + CSVS_PER_STEP);
      await insertCsvs(
        tx,
        batchId,
        part.map((cut) => csvOf(batch, cut)),
      );
      await updateBatch(tx, batchId, {});
      return true;
    });
    if (!stored) return false;
  }
  return true;
}

function csvOf(batch: BatchRow, { accountIds, rows, ...cut }: NumberedCut) {
  return {
    ...cut,
    id: newId(),
    batchId: batch.id,
    companyId: batch.companyId,
    locationId: batch.locationId,
    rowCount: rows.length,
    accountIds: [...accountIds],
    fileName: fileNameOf(batch.id, cut.number, 1),
    rows,
  };
}

/** Rows with an error go nowhere. Their number may be large, so they are put aside where the rest is cut, some at a time. */
async function putAsideBadRows(ctx: Context, batchId: string, signal: AbortSignal): Promise<void> {
  for await (const range of readRowRanges(ctx.db, batchId, PUT_ASIDE_ROWS)) {
    if (signal.aborted) return;
    await ctx.db.transaction(async (tx) => {
      const batch = await lockBatch(tx, batchId);
      if (batch?.status !== "scheduling") return;
      await skipBadRows(tx, batchId, range);
      await updateBatch(tx, batchId, {});
    });
  }
}

/** Unique per csv and attempt, so that the upstream's list tells them apart. */
export function fileNameOf(batchId: string, number: number, attempt: number): string {
  return `${batchId}-${number}${attempt > 1 ? `-${attempt}` : ""}.csv`;
}
