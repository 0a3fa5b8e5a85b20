import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { number, plural } from "@/lib/format";
import { advanceCsv } from "./advance-csv";
import { findOpenCsvs, readOpenCsvIds } from "./csv-repository";
import type { Timing } from "./csv-work";
import { cutImport } from "./cut-import";
import { hasUncutRows } from "./cut-repository";
import { createGate } from "./gate";
import { addEvent, type BatchRow, lockBatch, readBatch, updateBatch } from "./repository";
import { countRows } from "./row-repository";
import type { RowCounts } from "./schema";
import { takeTurns } from "./turns";

/** Csvs of one batch that something is done for at this moment. */
const LANES = 4;
/** Csvs of one batch begun and not ended: most of them wait for the Social Media API and hold no lane. */
const UNDER_WAY = 60;
/** Csvs of all batches in one process: each holds a lock connection, and a token refresh inside needs one more. */
const gate = createGate(8);

/** Failures that keep the whole batch waiting; nothing is lost, the sweep tries again. */
const WAITING = new Set<string>([
  "not_connected",
  "needs_reauth",
  "connection_paused",
  "missing_scope",
  "location_inactive",
  "upstream_no_access",
  "upstream_rate_limited",
  "upstream_unavailable",
  "upstream_timeout",
  "upstream_unknown_outcome",
  "vault_sealed",
]);

/**
 * Cuts what is not cut, then takes every csv of a batch as far as it goes, some at a time, and closes the batch when none is
 * left. A csv that waits for the upstream holds no lane. May run in several processes at once: each csv is worked on by one.
 */
export async function advanceImport(
  ctx: Context,
  batchId: string,
  signal: AbortSignal,
  timing?: Timing,
): Promise<void> {
  const batch = await readBatch(ctx.db, ctx.companyId, batchId);
  if (batch?.status !== "scheduling") return;
  await updateBatch(ctx.db, batchId, {});
  // Paused, cancelled, or cut by another process, which goes on with it.
  if (!(await cutImport(ctx, batchId, signal))) return;
  const waiting = await readOpenCsvIds(ctx.db, batchId);
  let stopped: AppError | null = null;
  const broken: unknown[] = [];

  const turn = async (csvId: string): Promise<number | null> => {
    try {
      const advance = await gate(() => advanceCsv(ctx, csvId, signal, timing));
      await updateBatch(ctx.db, batchId, {});
      return typeof advance === "number" ? advance : null;
    } catch (error) {
      if (error instanceof AppError && WAITING.has(error.code)) stopped = error;
      // One csv that meets something unforeseen does not keep the others waiting.
      else broken.push(error);
      return null;
    }
  };
  const over = () => stopped !== null || signal.aborted;
  await takeTurns(waiting, { lanes: LANES, underWay: UNDER_WAY, stopped: over }, turn);
  const [unforeseen] = broken;
  await closeBatch(ctx, batchId, stopped ?? (unforeseen instanceof AppError ? unforeseen : null));
  if (unforeseen !== undefined) throw unforeseen;
}

async function closeBatch(ctx: Context, batchId: string, stopped: AppError | null): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch?.status !== "scheduling") return;
    if (stopped) {
      if (batch.statusReason !== stopped.message)
        await addEvent(tx, { batchId, kind: "warning", message: stopped.message });
      await updateBatch(tx, batchId, { statusReason: stopped.message });
      return;
    }
    const open = await findOpenCsvs(tx, batchId);
    if (open.moving || (await hasUncutRows(tx, batchId))) {
      await updateBatch(tx, batchId, { statusReason: null });
      return;
    }
    const counts = await requireWholeSum(tx, batch);
    if (open.person) {
      await updateBatch(tx, batchId, {
        status: "needs_person",
        statusReason: `${plural(counts.waitingForPerson, "row")} ${counts.waitingForPerson === 1 ? "waits" : "wait"} for a decision.`,
      });
      return;
    }
    await updateBatch(tx, batchId, { status: "completed", statusReason: null, finishedAt: ctx.clock.now() });
    await addEvent(tx, {
      batchId,
      kind: counts.failed ? "warning" : "good",
      message: `Completed: ${number(counts.scheduled)} scheduled, ${number(counts.failed)} failed, ${number(counts.skipped)} skipped`,
    });
    await recordAudit(tx, ctx, {
      action: "import.completed",
      targetKind: "import",
      targetId: batchId,
      targetName: batch.fileName,
      locationId: batch.locationId,
      after: counts,
    });
  });
}

/** Nothing lost, nothing counted twice: the outcomes add up to the rows that were checked. Throws where they do not. */
async function requireWholeSum(tx: Transaction, batch: BatchRow): Promise<RowCounts> {
  const counts = (await countRows(tx, [batch.id])).get(batch.id);
  const sum = counts
    ? counts.scheduled + counts.waiting + counts.failed + counts.skipped + counts.deleted
    : 0;
  if (!counts || sum !== batch.rowCount)
    throw new Error(`batch ${batch.id}: ${sum} rows are accounted for, ${batch.rowCount} were checked`);
  return counts;
}
