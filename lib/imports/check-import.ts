import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readGroup } from "./check-repository";
import { putDraft } from "./draft-repository";
import { draftAuthor } from "./keep-draft";
import { loadBatch } from "./load-batch";
import { requireWholeFile } from "./receive-file";
import { type BatchRow, lockBatch, readAccountsOf, updateBatch } from "./repository";
import type { Reading, StoredReading } from "./schema";

export const CHECK = { name: "imports.check" };

/** Batches whose rows may still be read another way. */
const OPEN = new Set<BatchRow["status"]>(["receiving", "checking", "ready", "failed"]);

/**
 * Asks for the stored file to be read and checked by the server, trusting nothing of the browser but the person's reading
 * of it (columns, edits, rows left out or split). The worker does it; the batch tells how far it is. A check under way
 * is given up for the new one. Repeatable until the batch is scheduled. The person's reading is kept with the batch
 * (`revision`), so that they can go on from it.
 */
export async function requestCheck(
  ctx: Context,
  input: { batchId: string } & Reading,
): Promise<{ batchId: string; version: number; revision: number }> {
  const { batchId, ...reading } = input;
  const batch = await loadBatch(ctx, batchId);
  if (batch.groupId !== null && batch.groupId !== batch.id) {
    throw new AppError("conflict", {
      message: "This is one location's part of a file. Check the file at the import that received it.",
    });
  }
  await requireWholeFile(ctx, batch.id, batch.fileSize);
  await requireAccounts(ctx, batch.locationId, reading.accountIds);
  for (const target of reading.targets) {
    requireLocation(ctx, target.locationId);
    await requireAccounts(ctx, target.locationId, target.accountIds);
  }
  return ctx.db.transaction(async (tx) => {
    const present = await lockBatch(tx, batch.id);
    const group = await readGroup(tx, batch.id);
    const closed = [present, ...group].some(
      (one) => !one || !OPEN.has(one.status) || one.scheduledAt !== null,
    );
    if (!present || closed) {
      throw new AppError("already_running", {
        message: "This import is scheduled already; its rows cannot be changed any more.",
      });
    }
    const stored: StoredReading = {
      ...reading,
      granted: ctx.locations === "all" ? "all" : [...ctx.locations],
      checkedAt: ctx.clock.now().toISOString(),
      found: null,
    };
    const version = present.version + 1;
    await updateBatch(tx, batch.id, {
      status: "checking",
      statusReason: null,
      finishedAt: null,
      version,
      rowCount: 0,
      reading: stored,
      accountIds: reading.accountIds,
    });
    await ctx.enqueue(CHECK, { companyId: present.companyId, batchId: batch.id }, { tx, key: batch.id });
    await recordAudit(tx, ctx, {
      action: "import.checked",
      targetKind: "import",
      targetId: batch.id,
      targetName: batch.fileName,
      locationId: batch.locationId,
      after: { version, edits: reading.edits.length, excluded: reading.excluded.length },
    });
    // The rows are made by these repairs: they are what a batch that is sent back goes on from.
    const revision = await putDraft(tx, { batchId: batch.id, reading, by: draftAuthor(ctx) });
    return { batchId: batch.id, version, revision };
  });
}

async function requireAccounts(ctx: Context, locationId: string, ids: readonly string[]): Promise<void> {
  const accounts = await readAccountsOf(ctx.db, locationId);
  const unknown = ids.filter((id) => !accounts.some((account) => account.id === id));
  if (unknown.length > 0) {
    throw new AppError("invalid_input", {
      message: `${unknown.length} of the chosen accounts do not belong to this location. Choose them again.`,
    });
  }
}
