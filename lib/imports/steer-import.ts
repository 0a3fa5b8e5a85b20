import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { findUpstreamUser } from "@/lib/connections/find-upstream-user";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { plural } from "@/lib/format";
import { deleteRowsOf, readGroup } from "./check-repository";
import {
  cancelCsvs,
  findOpenCsvs,
  readCancelledUpstream,
  readCsv,
  readCsvByNumber,
  readRowsOfCsv,
  releaseFailedRows,
  saveOutcomes,
  updateCsv,
} from "./csv-repository";
import { csvUpstream } from "./csv-upstream";
import { ADOPTED } from "./csv-work";
import { fileNameOf } from "./cut-import";
import { loadBatch } from "./load-batch";
import { fileBatchOf } from "./open-sheet";
import { addEvent, type BatchRow, lockBatch, updateBatch } from "./repository";
import { skipWaitingRows } from "./row-repository";
import { ADVANCE } from "./schedule-import";
import { CANCELLED, cancelInSteps, releaseInSteps } from "./steer-in-steps";

type Change = (
  tx: Transaction,
  batch: BatchRow,
) => Promise<{ action: string; message: string; go?: boolean }>;

/** Changes a batch under its lock, with event, audit and, where work goes on, a job. */
async function change(
  ctx: Context,
  batchId: string,
  allowed: readonly BatchRow["status"][],
  apply: Change,
): Promise<void> {
  const loaded = await loadBatch(ctx, batchId);
  await ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, loaded.id);
    if (!batch || !allowed.includes(batch.status)) {
      throw new AppError("conflict", {
        message: "The import has moved on meanwhile. Reload to see where it stands.",
      });
    }
    const { action, message, go } = await apply(tx, batch);
    await addEvent(tx, { batchId, kind: "info", message: `${message} by ${ctx.actor.name}` });
    if (go) await ctx.enqueue(ADVANCE, { companyId: batch.companyId, batchId }, { tx, key: batchId });
    await recordAudit(tx, ctx, {
      action,
      targetKind: "import",
      targetId: batchId,
      targetName: batch.fileName,
      locationId: batch.locationId,
    });
  });
}

/** Nothing more is sent until it is resumed; what is under way at the Social Media API goes on there. */
export const pauseImport = (ctx: Context, batchId: string): Promise<void> =>
  change(ctx, batchId, ["scheduling"], async (tx, batch) => {
    await updateBatch(tx, batch.id, { status: "paused", statusReason: `Paused by ${ctx.actor.name}.` });
    return { action: "import.paused", message: "Paused" };
  });

export const resumeImport = (ctx: Context, batchId: string): Promise<void> =>
  change(ctx, batchId, ["paused"], async (tx, batch) => {
    await updateBatch(tx, batch.id, { status: "scheduling", statusReason: null });
    return { action: "import.resumed", message: "Resumed", go: true };
  });

/** Gives up what is not finalized: its csvs are deleted upstream, its rows count as skipped. */
export async function cancelImport(ctx: Context, batchId: string): Promise<void> {
  const batch = await loadBatch(ctx, batchId);
  if (batch.status === "checking") return cancelCheck(ctx, fileBatchOf(batch));
  const allowed = ["ready", "scheduling", "paused", "needs_person"] as const;
  await cancelInSteps(ctx, batchId, allowed);
  await change(ctx, batchId, allowed, async (tx) => {
    await cancelCsvs(tx, batchId, CANCELLED.csv);
    await skipWaitingRows(tx, batchId, CANCELLED.row);
    const open = await findOpenCsvs(tx, batchId);
    const left = open.moving || open.person;
    await updateBatch(
      tx,
      batchId,
      left
        ? { status: "scheduling", statusReason: null }
        : {
            status: "cancelled",
            statusReason: `Cancelled by ${ctx.actor.name}.`,
            finishedAt: ctx.clock.now(),
          },
    );
    return { action: "import.cancelled", message: "Cancelled", go: left };
  });
  for (const csv of await readCancelledUpstream(ctx.db, batchId)) {
    if (!csv.upstreamCsvId) continue;
    const upstream = csvUpstream(ctx, csv, await findUpstreamUser(ctx, batch.locationId));
    // A csv that is not finalized posts nothing: leaving it there would be untidy, not wrong.
    await upstream
      .remove(csv.upstreamCsvId)
      .catch((error: unknown) => ctx.log.warn({ err: error }, "a cancelled csv stays upstream"));
  }
}

/** Stops reading a file: nothing of it was sent, and what was stored of its rows is dropped, at all of its locations. */
const cancelCheck = (ctx: Context, batchId: string): Promise<void> =>
  change(ctx, batchId, ["checking"], async (tx, batch) => {
    const group = await readGroup(tx, batch.id);
    for (const id of new Set([batch.id, ...group.map((one) => one.id)])) {
      await deleteRowsOf(tx, [id]);
      await updateBatch(tx, id, {
        status: "cancelled",
        statusReason: `Cancelled by ${ctx.actor.name} while it was checked.`,
        rowCount: 0,
        finishedAt: ctx.clock.now(),
      });
    }
    return { action: "import.cancelled", message: "Cancelled" };
  });

/** Lets the failed rows wait again; the worker cuts them into new csvs. What was scheduled is not touched. */
export async function retryImport(ctx: Context, batchId: string): Promise<void> {
  await loadBatch(ctx, batchId);
  const allowed = ["completed", "needs_person", "cancelled"] as const;
  const before = await releaseInSteps(ctx, batchId, allowed);
  await change(ctx, batchId, before === null ? allowed : ["paused"], async (tx) => {
    const released = (before ?? 0) + (await releaseFailedRows(tx, batchId, ctx.clock.now()));
    if (released === 0)
      throw new AppError("unprocessable", { message: "No row has failed, so there is nothing to retry." });
    await updateBatch(tx, batchId, { status: "scheduling", statusReason: null, finishedAt: null });
    return {
      action: "import.retried",
      message: `Retried ${plural(released, "failed row")}`,
      go: true,
    };
  });
}

/** A person's word on an unknown outcome; the evidence said what each choice does. */
export async function decideCsv(
  ctx: Context,
  input: { batchId: string; csvNumber: number; decision: "adopt" | "send_again" },
): Promise<void> {
  const batch = await loadBatch(ctx, input.batchId);
  const csv = await readCsvByNumber(ctx.db, batch.id, input.csvNumber);
  if (!csv?.needsPerson)
    throw new AppError("conflict", {
      message: "This csv waits for no decision any more. Reload to see where it stands.",
    });
  const again = input.decision === "send_again";
  if (again && csv.step === "uploaded" && csv.upstreamCsvId) {
    const upstream = csvUpstream(ctx, csv, await findUpstreamUser(ctx, batch.locationId));
    await upstream.remove(csv.upstreamCsvId).catch((error: unknown) => {
      // Gone already is what was wanted. An unknown outcome keeps the csv with the person, who may ask again.
      if (!(error instanceof AppError) || error.code !== "upstream_not_found") throw error;
    });
  }
  await change(ctx, batch.id, ["needs_person", "scheduling"], async (tx) => {
    const present = await readCsv(tx, csv.id);
    if (!present?.needsPerson || present.step !== csv.step) throw new AppError("conflict");
    const settled = {
      needsPerson: false,
      evidence: null,
      statusReason: null,
      intent: null,
      intentAt: null,
      intentAttempt: 0,
    };
    if (csv.step === "uploaded") {
      await updateCsv(
        tx,
        csv.id,
        again
          ? {
              ...settled,
              step: "planned",
              upstreamCsvId: null,
              filePath: null,
              fileName: fileNameOf(batch.id, csv.number, csv.abandonedPaths.length + 2),
              abandonedPaths: [...csv.abandonedPaths, csv.filePath ?? ""],
            }
          : { ...settled, step: "accounts_set" },
      );
    } else if (csv.step === "in_review") {
      const stepTimes = {
        ...(csv.stepTimes as Record<string, string>),
        [ADOPTED]: ctx.clock.now().toISOString(),
      };
      await updateCsv(tx, csv.id, again ? settled : { ...settled, step: "finalized", stepTimes });
    } else if (again) {
      const missing = (await readRowsOfCsv(tx, csv.id)).filter((row) => row.outcome === "waiting");
      await saveOutcomes(
        tx,
        batch.id,
        missing.map((row) => ({
          row: row.row,
          outcome: "failed",
          reason: "Its post was not found after finalizing.",
          postIds: [],
        })),
      );
      await updateCsv(tx, csv.id, { ...settled, step: "verified" });
    } else {
      await updateCsv(tx, csv.id, settled);
    }
    await updateBatch(tx, batch.id, { status: "scheduling", statusReason: null });
    return {
      action: "import.decided",
      message: `csv ${csv.number}: ${again ? "send again" : "adopt"}, decided`,
      go: true,
    };
  });
}
