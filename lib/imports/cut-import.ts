import type { Executor } from "@/db/client";
import { tryWithLock } from "@/db/locks";
import { newId } from "@/db/new-id";
import type { Context } from "@/lib/context";
import { type CuttableRow, cutIntoCsvs, MAX_ROWS_PER_CSV } from "@/lib/csv";
import { countUncutRows, hasUncutRows, insertCsvs, readLastCsvNumber, readUncutRows } from "./cut-repository";
import { type BatchRow, lockBatch, skipBadRows, updateBatch } from "./repository";

const PAGE_ROWS = 20_000;
const CSVS_PER_STEP = 100;

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
 * are left and makes the same csvs. False: not all are cut (another process is at it, or the batch was paused or cancelled).
 */
export async function cutImport(ctx: Context, batchId: string, signal: AbortSignal): Promise<boolean> {
  if (!(await hasUncutRows(ctx.db, batchId))) return true;
  const held = await tryWithLock(ctx.db, `import-cut:${batchId}`, () => cutAll(ctx, batchId, signal));
  return held.locked && held.value;
}

async function cutAll(ctx: Context, batchId: string, signal: AbortSignal): Promise<boolean> {
  await putAsideBadRows(ctx, batchId);
  const cuts = cutIntoCsvs(await readAll(ctx, batchId, signal));
  for (let from = 0; from < cuts.length; from += CSVS_PER_STEP) {
    if (signal.aborted) return false;
    const part = cuts.slice(from, from + CSVS_PER_STEP);
    const stored = await ctx.db.transaction(async (tx) => {
      const batch = await lockBatch(tx, batchId);
      if (batch?.status !== "scheduling") return false;
      const last = await readLastCsvNumber(tx, batchId);
      await insertCsvs(
        tx,
        batchId,
        part.map((cut, index) => csvOf(batch, last + index + 1, cut)),
      );
      await updateBatch(tx, batchId, {});
      return true;
    });
    if (!stored) return false;
  }
  return !signal.aborted;
}

async function readAll(ctx: Context, batchId: string, signal: AbortSignal): Promise<CuttableRow[]> {
  const all: CuttableRow[] = [];
  // Rows share the few account lists there are: a list of its own for each of a million rows would fill the memory.
  const lists = new Map<string, readonly string[]>();
  for (let after = 0; !signal.aborted; ) {
    const page = await readUncutRows(ctx.db, batchId, { after, limit: PAGE_ROWS });
    for (const { row, scheduledLocal, accountIds } of page) {
      const key = accountIds.join(",");
      const shared = lists.get(key) ?? accountIds;
      lists.set(key, shared);
      all.push({ row, scheduledLocal, accountIds: shared });
    }
    await updateBatch(ctx.db, batchId, {});
    const last = page.at(-1);
    if (!last || page.length < PAGE_ROWS) return all;
    after = last.row;
  }
  return [];
}

function csvOf(batch: BatchRow, number: number, cut: ReturnType<typeof cutIntoCsvs>[number]) {
  return {
    id: newId(),
    batchId: batch.id,
    companyId: batch.companyId,
    locationId: batch.locationId,
    number,
    rowCount: cut.rows.length,
    accountIds: cut.accountIds,
    firstLocal: cut.firstLocal,
    lastLocal: cut.lastLocal,
    fileName: fileNameOf(batch.id, number, 1),
    rows: cut.rows,
  };
}

/** Rows with an error go nowhere. Their number may be large, so they are put aside where the rest is cut. */
async function putAsideBadRows(ctx: Context, batchId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch?.status === "scheduling") await skipBadRows(tx, batchId);
  });
}

/** Unique per csv and attempt, so that the upstream's list tells them apart. */
export function fileNameOf(batchId: string, number: number, attempt: number): string {
  return `${batchId}-${number}${attempt > 1 ? `-${attempt}` : ""}.csv`;
}
