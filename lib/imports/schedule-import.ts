import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, mayUseLocation, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { plural } from "@/lib/format";
import { requireApproval } from "./approve-import";
import { readGroup } from "./check-repository";
import { countCsvs } from "./csv-repository";
import { planCsvs } from "./cut-import";
import { loadBatch } from "./load-batch";
import { addEvent, type BatchRow, lockBatch, updateBatch } from "./repository";

export const ADVANCE = { name: "imports.advance" };

/**
 * Schedules exactly the version that was approved: the batch runs and the worker is told, in one transaction; the worker
 * skips rows with errors and cuts the others into csvs of at most 90 (`csvs` tells how many that takes). `group`: the batches of the other locations of the same file as well, those that
 * the actor may use, all or none. Asked twice for the same version it answers the same batch.
 */
export async function scheduleImport(
  ctx: Context,
  input: { batchId: string; version: number; group?: boolean },
): Promise<{ batchId: string; csvs: number }> {
  const batch = await loadBatch(ctx, input.batchId);
  return ctx.db.transaction(async (tx) => {
    const ids =
      input.group && batch.groupId
        ? (await readGroup(tx, batch.groupId))
            .filter((one) => mayUseLocation(ctx, one.locationId))
            .map(({ id }) => id)
        : [batch.id];
    let csvs = 0;
    for (const id of ids) {
      const present = await lockBatch(tx, id);
      if (!present) throw new AppError("not_found");
      requireLocation(ctx, present.locationId);
      csvs += await scheduleOne(ctx, tx, present, input.version);
    }
    if (csvs === 0) {
      throw new AppError("unprocessable", {
        message: "No row is ready: every row has an error or was left out. Repair at least one.",
      });
    }
    return { batchId: batch.id, csvs };
  });
}

async function scheduleOne(ctx: Context, tx: Transaction, batch: BatchRow, version: number): Promise<number> {
  if (batch.approvedVersion === version)
    return (await countCsvs(tx, batch.id)) + (await planCsvs(tx, batch.id)).csvs;
  if (batch.status === "checking")
    throw new AppError("conflict", {
      message: "The rows are still being checked. Schedule them once that ended.",
    });
  if (batch.status !== "ready")
    throw new AppError("already_running", {
      message: "This import is scheduled already. Follow it on its page.",
    });
  if (batch.version !== version) throw new AppError("version_changed");
  await requireApproval(tx, batch);
  const { csvs } = await planCsvs(tx, batch.id);
  // A location whose every row has an error has nothing to send; the others of the file go on.
  if (csvs === 0) return 0;
  await updateBatch(tx, batch.id, {
    status: "scheduling",
    statusReason: null,
    approvedVersion: version,
    scheduledBy: ctx.actor.name,
    scheduledAt: ctx.clock.now(),
  });
  await addEvent(tx, {
    batchId: batch.id,
    kind: "info",
    message: `Scheduled by ${ctx.actor.name}, cut into ${plural(csvs, "csv", "csvs")}`,
  });
  await ctx.enqueue(ADVANCE, { companyId: batch.companyId, batchId: batch.id }, { tx, key: batch.id });
  await recordAudit(tx, ctx, {
    action: "import.scheduled",
    targetKind: "import",
    targetId: batch.id,
    targetName: batch.fileName,
    locationId: batch.locationId,
    after: { version, csvs },
  });
  return csvs;
}
