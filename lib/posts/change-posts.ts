import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import {
  type ChangeItemRow,
  type ChangeRow,
  cancelWaiting,
  insertChange,
  lockLocationChanges,
  readChange,
  readItems,
  readPostsUnderWay,
  reopenUnsettled,
} from "./change-repository";
import {
  type ChangeKind,
  type ChangePostsInput,
  type ChangeView,
  changePostsBody,
  ITEM_OUTCOMES,
  type PlannedItem,
  postPatch,
  storedInput,
} from "./change-schema";
import { planChange } from "./plan-change";

export const CHANGE_POSTS = { name: "posts.change" };

/**
 * Starts changing many scheduled posts: each is planned from what it is now, then a job edits them one by one and reads
 * each back. Throws `already_running` where a post has another change under way.
 */
export async function changePosts(ctx: Context, input: ChangePostsInput): Promise<ChangeView> {
  requireRole(ctx, "marketer");
  const request = changePostsBody.parse(input);
  const location = await getLocation(ctx, request.locationId);
  const items = await planChange(ctx, location, request);
  const { seen: _seen, ...asked } = request;
  return startChange(ctx, { location, kind: request.kind, asked, items });
}

/** Stores a planned change and hands it to the worker. */
export async function startChange(
  ctx: Context,
  plan: {
    location: { id: string; timezone: string };
    kind: ChangeKind;
    asked: Record<string, unknown>;
    items: readonly PlannedItem[];
    undoOf?: string;
  },
): Promise<ChangeView> {
  const { location, kind, items } = plan;
  const postIds = items.map((item) => item.postId);
  const labels = Object.fromEntries(
    items.map(({ postId, caption, platform }) => [postId, { caption, platform }]),
  );
  const change = await ctx.db.transaction(async (tx) => {
    await refuseUnderWay(tx, location.id, postIds);
    const created = await insertChange(
      tx,
      {
        companyId: ctx.companyId,
        locationId: location.id,
        kind,
        input: { asked: plan.asked, labels, undoOf: plan.undoOf ?? null },
        total: items.length,
        requestedBy: actorUserId(ctx),
        requestedByName: ctx.actor.name,
      },
      items.map((item) => ({
        postId: item.postId,
        before: item.before,
        after: item.after,
        outcome: item.problem === null ? ("waiting" as const) : ("skipped" as const),
        reason: item.problem ?? item.note,
      })),
    );
    await ctx.enqueue(CHANGE_POSTS, { companyId: ctx.companyId, changeId: created.id }, { tx });
    await recordAudit(tx, ctx, {
      action: plan.undoOf ? "posts.change-undone" : "posts.changed",
      targetKind: "post",
      targetId: created.id,
      targetName: `${items.length} posts`,
      locationId: location.id,
      before: items.map(({ postId, before }) => ({ postId, ...before })),
      after: items.map(({ postId, after }) => ({ postId, ...after })),
    });
    return created;
  });
  return viewOf(ctx, change, location.timezone);
}

export async function getChange(ctx: Context, changeId: string): Promise<ChangeView> {
  const { change, timezone } = await loadChange(ctx, changeId);
  return viewOf(ctx, change, timezone);
}

/** Stops what is not sent yet; a post that is just being edited is still settled. */
export async function cancelChange(ctx: Context, changeId: string): Promise<ChangeView> {
  requireRole(ctx, "marketer");
  const { change } = await loadChange(ctx, changeId);
  await ctx.db.transaction(async (tx) => {
    if (!(await cancelWaiting(tx, change.id, "Cancelled before it was sent.")))
      throw new AppError("conflict", {
        message: "This change is over already, so there is nothing to cancel.",
      });
    await ctx.enqueue(CHANGE_POSTS, { companyId: ctx.companyId, changeId: change.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "posts.change-cancelled",
      targetKind: "post",
      targetId: change.id,
      locationId: change.locationId,
    });
  });
  return getChange(ctx, changeId);
}

/** Tries failed posts again; those of unknown outcome are looked at before anything is sent. */
export async function retryChange(ctx: Context, changeId: string): Promise<ChangeView> {
  requireRole(ctx, "marketer");
  const { change } = await loadChange(ctx, changeId);
  requireFinished(change);
  await ctx.db.transaction(async (tx) => {
    const unsettled = await readItems(tx, change.id, ["failed", "unknown"]);
    await refuseUnderWay(
      tx,
      change.locationId,
      unsettled.map((item) => item.postId),
    );
    if ((await reopenUnsettled(tx, change.id)) === 0)
      throw new AppError("unprocessable", { message: "Every post of this change is settled already." });
    await ctx.enqueue(CHANGE_POSTS, { companyId: ctx.companyId, changeId: change.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "posts.change-retried",
      targetKind: "post",
      targetId: change.id,
      locationId: change.locationId,
    });
  });
  return getChange(ctx, changeId);
}

/** A change back to what each changed post was before. Posts that were changed again since are left alone. */
export async function undoChange(ctx: Context, changeId: string): Promise<ChangeView> {
  requireRole(ctx, "marketer");
  const { change, timezone } = await loadChange(ctx, changeId);
  requireFinished(change);
  const { labels } = storedInput.parse(change.input);
  const now = ctx.clock.now().getTime();
  const items = (await readItems(ctx.db, change.id, ["changed"])).map((item): PlannedItem => {
    const before = postPatch.parse(item.after);
    const after = postPatch.parse(item.before);
    const at = after.scheduleDate;
    const passed = typeof at === "string" && Date.parse(at) <= now;
    return {
      postId: item.postId,
      caption: labels[item.postId]?.caption ?? "",
      platform: labels[item.postId]?.platform ?? null,
      before,
      after,
      problem: passed ? "Its old time has passed already, so it stays where it is." : null,
      note: null,
    };
  });
  if (items.length === 0)
    throw new AppError("unprocessable", {
      message: "This change changed no post, so there is nothing to undo.",
    });
  const location = { id: change.locationId, timezone };
  return startChange(ctx, {
    location,
    kind: change.kind === "offset" ? "slots" : change.kind,
    asked: { undoOf: change.id },
    items,
    undoOf: change.id,
  });
}

async function refuseUnderWay(
  tx: Transaction,
  locationId: string,
  postIds: readonly string[],
): Promise<void> {
  // Two clicks arrive together: the second waits here, then finds the posts of the first.
  await lockLocationChanges(tx, locationId);
  const busy = await readPostsUnderWay(tx, locationId, postIds);
  if (busy.length === 0) return;
  const [are, noun] = busy.length === 1 ? ["is", "post"] : ["are", "posts"];
  throw new AppError("already_running", {
    message: `${busy.length} of these ${noun} ${are} being changed already. Wait until that is done, then look again.`,
  });
}

function requireFinished(change: ChangeRow): void {
  if (change.finishedAt) return;
  throw new AppError("already_running", { message: "This change is still running. Wait until it is done." });
}

async function loadChange(ctx: Context, changeId: string): Promise<{ change: ChangeRow; timezone: string }> {
  const change = await readChange(ctx.db, ctx.companyId, changeId);
  if (!change) {
    ctx.locationChecks.count++;
    throw new AppError("not_found");
  }
  requireLocation(ctx, change.locationId);
  const { timezone } = await getLocation(ctx, change.locationId);
  return { change, timezone };
}

async function viewOf(ctx: Context, change: ChangeRow, timezone: string): Promise<ChangeView> {
  const items = await readItems(ctx.db, change.id);
  const { labels, undoOf } = storedInput.parse(change.input);
  const count = (outcome: ChangeItemRow["outcome"]) =>
    items.filter((item) => item.outcome === outcome).length;
  return {
    changeId: change.id,
    locationId: change.locationId,
    timezone,
    kind: change.kind,
    status: change.status,
    total: change.total,
    counts: Object.fromEntries(
      ITEM_OUTCOMES.map((outcome) => [outcome, count(outcome)]),
    ) as ChangeView["counts"],
    undoOf: undoOf ?? null,
    requestedByName: change.requestedByName,
    createdAt: change.createdAt.toISOString(),
    finishedAt: change.finishedAt?.toISOString() ?? null,
    items: items.map((item) => ({
      postId: item.postId,
      caption: labels[item.postId]?.caption ?? "",
      platform: labels[item.postId]?.platform ?? null,
      before: postPatch.parse(item.before),
      after: postPatch.parse(item.after),
      outcome: item.outcome,
      reason: item.reason,
      traceId: item.traceId,
    })),
  };
}
