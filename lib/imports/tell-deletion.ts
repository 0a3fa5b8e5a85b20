import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { plural } from "@/lib/format";
import { addEvent } from "./repository";
import type { UndoView } from "./schema";
import { countDue, type LastDeletion, markRowsDeleted, readLastDeletion } from "./undo-repository";

/** Tells a batch's timeline who began to delete what it scheduled. */
export async function tellDeletionBegan(
  tx: Transaction,
  ctx: Context,
  begun: { batchId: string; posts: number },
): Promise<void> {
  const message = `${ctx.actor.name} began to delete what it scheduled: ${plural(begun.posts, "post")}`;
  await addEvent(tx, { batchId: begun.batchId, kind: "info", message });
}

export type EndedDeletion = {
  companyId: string;
  locationId: string;
  /** Null: posts chosen by hand, which may belong to any batch of the location. */
  batchId: string | null;
  by: string;
  goneIds: readonly string[];
  failed: number;
  reason: string | null;
};

/** Rows whose posts are gone are deleted, and each batch they belong to says so in its timeline. */
export async function tellDeletionEnded(tx: Transaction, ctx: Context, ended: EndedDeletion): Promise<void> {
  const touched = await markRowsDeleted(tx, ended, {
    postIds: ended.goneIds,
    by: ended.by,
    now: ctx.clock.now(),
  });
  for (const { batchId, rows } of touched)
    await addEvent(tx, { batchId, kind: "info", message: `${plural(rows, "row")} deleted by ${ended.by}` });
  if (ended.batchId && ended.failed > 0)
    await addEvent(tx, {
      batchId: ended.batchId,
      kind: "bad",
      message: `${plural(ended.failed, "post")} could not be deleted: ${ended.reason ?? "the Social Media API gave no reason"}`,
    });
}

function viewOf(deletion: LastDeletion): UndoView {
  return {
    deletionId: deletion.id,
    status: deletion.status,
    total: deletion.total,
    deleted: deletion.deleted,
    gone: deletion.status === "running" ? 0 : deletion.total - deletion.deleted - deletion.failed,
    failed: deletion.failed,
    reason: deletion.reason,
    by: deletion.requestedByName,
    at: deletion.createdAt.toISOString(),
    finishedAt: deletion.finishedAt?.toISOString() ?? null,
  };
}

/** How the undo of a batch stands, and how many of its scheduled rows are published or about to be. */
export async function readUndo(
  ctx: Context,
  batchId: string,
): Promise<{ undo: UndoView | null; due: number }> {
  const [last, due] = await Promise.all([
    readLastDeletion(ctx.db, batchId),
    countDue(ctx.db, batchId, ctx.clock.now()),
  ]);
  return { undo: last && viewOf(last), due };
}
