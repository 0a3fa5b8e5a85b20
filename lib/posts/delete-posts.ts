import { tryWithLock } from "@/db/locks";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { loadBatch } from "@/lib/imports/load-batch";
import { pauseImport } from "@/lib/imports/steer-import";
import { readUndo, tellDeletionBegan, tellDeletionEnded } from "@/lib/imports/tell-deletion";
import { getLocation } from "@/lib/locations/get-location";
import { bulkDeleteSocialPlannerPosts, MAX_POSTS_PER_BULK_DELETE } from "@/lib/upstream/contract";
import {
  type DeletionRow,
  insertDeletion,
  readDeletion,
  readScheduledPostIds,
  saveDeletion,
} from "./repository";
import { type DeletionCall, type DeletionView, deletionCall } from "./schema";

export const DELETE_POSTS = { name: "posts.delete" };

/**
 * Starts deleting posts in calls of at most 50; a job makes them and each post gets its result. It deletes the Social
 * Media API's record, not what is already published on a network.
 */
export async function deletePosts(
  ctx: Context,
  input: { locationId: string; postIds: string[]; batchId?: string },
): Promise<DeletionView> {
  const location = await getLocation(ctx, input.locationId);
  const calls: DeletionCall[] = [];
  for (let start = 0; start < input.postIds.length; start += MAX_POSTS_PER_BULK_DELETE) {
    const postIds = input.postIds.slice(start, start + MAX_POSTS_PER_BULK_DELETE);
    calls.push({ postIds, outcome: "waiting", deletedCount: null, reason: null, traceId: null });
  }
  const deletion = await ctx.db.transaction(async (tx) => {
    const created = await insertDeletion(tx, {
      companyId: ctx.companyId,
      locationId: location.id,
      batchId: input.batchId ?? null,
      total: input.postIds.length,
      calls,
      requestedBy: actorUserId(ctx),
      requestedByName: ctx.actor.name,
    });
    if (input.batchId)
      await tellDeletionBegan(tx, ctx, { batchId: input.batchId, posts: input.postIds.length });
    await ctx.enqueue(DELETE_POSTS, { companyId: ctx.companyId, deletionId: created.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "posts.deleted",
      targetKind: "post",
      targetId: created.id,
      targetName: `${input.postIds.length} posts`,
      locationId: location.id,
      after: { postIds: input.postIds, batchId: input.batchId ?? null },
    });
    return created;
  });
  return viewOf(deletion);
}

/** Deletes everything a batch scheduled; a running one is paused first. Throws `unprocessable` when it scheduled nothing. */
export async function undoImport(ctx: Context, batchId: string): Promise<DeletionView> {
  const batch = await loadBatch(ctx, batchId);
  // What is still being scheduled would turn up after it was undone.
  if (batch.status === "scheduling") await pauseImport(ctx, batch.id);
  const { undo } = await readUndo(ctx, batch.id);
  if (undo?.status === "running") return getDeletion(ctx, undo.deletionId);
  const postIds = await readScheduledPostIds(ctx.db, batch.id);
  if (postIds.length === 0)
    throw new AppError("unprocessable", {
      message: "This import has scheduled no post that is still there.",
    });
  return deletePosts(ctx, { locationId: batch.locationId, postIds, batchId: batch.id });
}

export async function getDeletion(ctx: Context, deletionId: string): Promise<DeletionView> {
  const deletion = await readDeletion(ctx.db, ctx.companyId, deletionId);
  if (!deletion) {
    ctx.locationChecks.count++;
    throw new AppError("not_found");
  }
  requireLocation(ctx, deletion.locationId);
  return viewOf(deletion);
}

/** Makes the calls that still wait, one after another. Deleting what is gone already does no harm, so a repeat is safe. */
export async function runDeletion(ctx: Context, deletionId: string, signal: AbortSignal): Promise<void> {
  await tryWithLock(ctx.db, `post-deletion:${deletionId}`, async () => {
    const deletion = await readDeletion(ctx.db, ctx.companyId, deletionId);
    if (deletion?.status !== "running") return;
    const calls = deletionCall.array().parse(deletion.calls);
    for (const [index, call] of calls.entries()) {
      if (call.outcome !== "waiting" && call.outcome !== "unknown") continue;
      if (signal.aborted) return;
      calls[index] = await deleteSome(ctx, deletion.locationId, call);
      await saveDeletion(ctx.db, deletion.id, {
        calls,
        deleted: countDeleted(calls),
        status: "running",
        finished: false,
      });
    }
    const unsettled = calls.filter((call) => call.outcome === "failed" || call.outcome === "unknown");
    const status =
      unsettled.length === 0 ? "completed" : unsettled.length === calls.length ? "failed" : "partial";
    // Together: nobody sees it ended while the rows still count as scheduled.
    await ctx.db.transaction(async (tx) => {
      await saveDeletion(tx, deletion.id, { calls, deleted: countDeleted(calls), status, finished: true });
      await tellDeletionEnded(tx, ctx, {
        companyId: deletion.companyId,
        locationId: deletion.locationId,
        batchId: deletion.batchId,
        by: deletion.requestedByName ?? "somebody",
        goneIds: calls.flatMap((call) => (unsettled.includes(call) ? [] : call.postIds)),
        failed: unsettled.reduce((sum, call) => sum + call.postIds.length, 0),
        reason: unsettled[0]?.reason ?? null,
      });
    });
  });
}

const TRIES = 3;

async function deleteSome(
  ctx: Context,
  locationId: string,
  call: DeletionCall,
  attempt = 1,
): Promise<DeletionCall> {
  try {
    const { answer, traceId } = await ctx.upstream.call(ctx, bulkDeleteSocialPlannerPosts, {
      params: { locationId },
      body: { postIds: call.postIds },
    });
    const deletedCount = answer.results?.deletedCount ?? null;
    return { ...call, outcome: "deleted", deletedCount, reason: null, traceId };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // 404 says that none of them is there: that is what was wanted.
    if (error.code === "upstream_not_found")
      return { ...call, outcome: "gone", deletedCount: 0, reason: null, traceId: error.traceId };
    const unknown = error.code === "upstream_unknown_outcome" || error.code === "upstream_unavailable";
    // Posts that were deleted by the lost call are simply gone: asking again cannot delete anything else.
    if (unknown && attempt < TRIES) return deleteSome(ctx, locationId, call, attempt + 1);
    return {
      ...call,
      outcome: unknown ? "unknown" : "failed",
      deletedCount: null,
      reason: error.message,
      traceId: error.traceId,
    };
  }
}

function countDeleted(calls: DeletionCall[]): number {
  return calls.reduce(
    (sum, call) => sum + (call.outcome === "deleted" ? (call.deletedCount ?? call.postIds.length) : 0),
    0,
  );
}

function viewOf(deletion: DeletionRow): DeletionView {
  return {
    deletionId: deletion.id,
    locationId: deletion.locationId,
    status: deletion.status,
    total: deletion.total,
    deleted: deletion.deleted,
    calls: deletionCall.array().parse(deletion.calls),
  };
}
