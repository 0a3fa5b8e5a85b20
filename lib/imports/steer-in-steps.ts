import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { cancelCsvs, releaseFailedRows } from "./csv-repository";
import { type BatchRow, lockBatch, updateBatch } from "./repository";
import { countRows, readRowRanges, skipWaitingRows } from "./row-repository";
import type { RowCounts } from "./schema";

/** So many rows are changed in one transaction; of a larger batch, so many in each. */
const ROWS_PER_STEP = 10_000;
const CSVS_PER_STEP = 100;

export const CANCELLED = {
  csv: "Cancelled before it was finalized.",
  row: "Cancelled before it was scheduled.",
};

type Step = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T | null>;

/**
 * Changes the rows of a large batch some at a time. The batch is paused meanwhile, so nobody cuts or sends any; a step answers
 * null once somebody steered it elsewhere. Ended by a crash it stays paused with every row counted, and may be asked for
 * again. False: the batch is small, or may not be changed.
 */
async function inSteps(
  ctx: Context,
  batchId: string,
  change: {
    allowed: readonly BatchRow["status"][];
    rowsOf: (counts: RowCounts) => number;
    reason: string;
    take: (step: Step) => Promise<void>;
  },
): Promise<boolean> {
  const counts = (await countRows(ctx.db, [batchId])).get(batchId);
  if (!counts || change.rowsOf(counts) <= ROWS_PER_STEP) return false;
  const rests = await ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || !change.allowed.includes(batch.status)) return false;
    await updateBatch(tx, batchId, { status: "paused", statusReason: change.reason, finishedAt: null });
    return true;
  });
  if (!rests) return false;
  await change.take((work) =>
    ctx.db.transaction(async (tx) => ((await lockBatch(tx, batchId))?.status === "paused" ? work(tx) : null)),
  );
  return true;
}

/** Skips what of a large batch is not finalized, all but what the last transaction of a cancel does anyway. */
export async function cancelInSteps(
  ctx: Context,
  batchId: string,
  allowed: readonly BatchRow["status"][],
): Promise<void> {
  await inSteps(ctx, batchId, {
    allowed,
    rowsOf: ({ waiting }) => waiting,
    reason: `Being cancelled by ${ctx.actor.name}. Should this stay so, cancel it again.`,
    take: async (step) => {
      for (let csvs: number | null = 1; csvs; )
        csvs = await step((tx) => cancelCsvs(tx, batchId, CANCELLED.csv, CSVS_PER_STEP));
      for await (const range of readRowRanges(ctx.db, batchId, ROWS_PER_STEP))
        await step((tx) => skipWaitingRows(tx, batchId, CANCELLED.row, range));
    },
  });
}

/** Lets the failed rows of a large batch wait again, and answers how many; null where the batch is small. */
export async function releaseInSteps(
  ctx: Context,
  batchId: string,
  allowed: readonly BatchRow["status"][],
): Promise<number | null> {
  let released = 0;
  const done = await inSteps(ctx, batchId, {
    allowed,
    rowsOf: ({ failed }) => failed,
    reason: `Failed rows are made ready by ${ctx.actor.name}. Should this stay so, resume it, and retry what is left then.`,
    take: async (step) => {
      for await (const range of readRowRanges(ctx.db, batchId, ROWS_PER_STEP))
        released += (await step((tx) => releaseFailedRows(tx, batchId, ctx.clock.now(), range))) ?? 0;
    },
  });
  return done ? released : null;
}
