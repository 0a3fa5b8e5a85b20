import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readApproval } from "./approval-repository";
import { deleteBatch, readDraft, readOpenDrafts, replaceDraft } from "./draft-repository";
import type { DraftView, OpenDraft } from "./draft-schema";
import { loadBatch } from "./load-batch";
import { fileBatchOf } from "./open-sheet";
import { type BatchRow, lockBatch, readPartNumbers } from "./repository";
import { MAX_PART_BYTES, type Reading, reading } from "./schema";

const OPEN = new Set<BatchRow["status"]>(["receiving", "checking", "ready", "failed"]);
const OPEN_DAYS = 30;
const OPEN_SHOWN = 10;

export const draftAuthor = (ctx: Context) => ({ id: actorUserId(ctx), name: ctx.actor.name });

/** The batch that holds the file, as long as its rows may still be changed. */
async function loadOpen(ctx: Context, batchId: string): Promise<BatchRow> {
  const named = await loadBatch(ctx, batchId);
  const batch = fileBatchOf(named) === named.id ? named : await loadBatch(ctx, fileBatchOf(named));
  if (!OPEN.has(batch.status) || batch.scheduledAt !== null)
    throw new AppError("already_running", {
      message: "This import is scheduled already; its rows cannot be changed any more.",
    });
  return batch;
}

/** What the preview of a file that is not scheduled yet goes on from: the parts that are here and every repair kept. */
export async function getDraft(ctx: Context, batchId: string): Promise<DraftView> {
  const batch = await loadOpen(ctx, batchId);
  const [parts, draft, approval] = await Promise.all([
    readPartNumbers(ctx.db, batch.id),
    readDraft(ctx.db, batch.id),
    readApproval(ctx.db, batch.id),
  ]);
  return {
    batchId: batch.id,
    locationId: batch.locationId,
    fileName: batch.fileName,
    fileSize: batch.fileSize,
    fileHash: batch.fileHash,
    parts: parts.map(({ part }) => part),
    partsOf: Math.ceil(batch.fileSize / MAX_PART_BYTES),
    receiving: batch.status === "receiving",
    sentBackBy: approval?.status === "sent_back" ? (approval.decidedByName ?? "The approver") : null,
    kept: draft && {
      revision: draft.revision,
      reading: reading.parse(draft.reading),
      savedBy: draft.savedByName,
      savedAt: draft.savedAt.toISOString(),
    },
  };
}

/**
 * Keeps the repairs of a file while somebody works on them. `revision` is the one they were made from: throws
 * `version_changed` where somebody else kept others meanwhile. What was checked or approved stays as it is.
 */
export async function saveDraft(
  ctx: Context,
  input: { batchId: string; revision: number; reading: Reading },
): Promise<{ revision: number }> {
  const batch = await loadOpen(ctx, input.batchId);
  const revision = await replaceDraft(ctx.db, {
    batchId: batch.id,
    reading: input.reading,
    from: input.revision,
    by: draftAuthor(ctx),
  });
  if (revision === null) {
    const present = await readDraft(ctx.db, batch.id);
    throw new AppError("version_changed", {
      message: `${present?.savedByName ?? "Somebody"} changed this file in another tab or browser meanwhile. Reload to go on from there; repairs made here since are not kept.`,
    });
  }
  return { revision };
}

/** Files that the actor began in any browser and never had checked. */
export async function listOpenDrafts(ctx: Context): Promise<OpenDraft[]> {
  const userId = actorUserId(ctx);
  if (userId === null) return [];
  const found = await readOpenDrafts(ctx.db, {
    companyId: ctx.companyId,
    userId,
    access: ctx.locations,
    since: new Date(ctx.clock.now().getTime() - OPEN_DAYS * 86_400_000),
    limit: OPEN_SHOWN,
  });
  return found.map(({ fileSize, received, at, ...rest }) => ({
    ...rest,
    whole: received === fileSize,
    at: at.toISOString(),
  }));
}

/** Forgets a file that was never checked, with its parts and repairs. Throws `conflict` for any other. */
export async function discardDraft(ctx: Context, batchId: string): Promise<void> {
  const batch = await loadBatch(ctx, batchId);
  await ctx.db.transaction(async (tx) => {
    const present = await lockBatch(tx, batch.id);
    if (!present) return;
    if (present.status !== "receiving")
      throw new AppError("conflict", { message: "This file was checked already. It stays in the history." });
    await deleteBatch(tx, batch.id);
    await recordAudit(tx, ctx, {
      action: "import.discarded",
      targetKind: "import",
      targetId: batch.id,
      targetName: batch.fileName,
      locationId: batch.locationId,
    });
  });
}
