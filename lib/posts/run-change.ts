import { setTimeout as sleep } from "node:timers/promises";
import { tryWithLock } from "@/db/locks";
import { findUpstreamUser } from "@/lib/connections/find-upstream-user";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { editPost, type UpstreamPost } from "@/lib/upstream/contract";
import {
  type ChangeItemRow,
  type ChangeRow,
  claimItem,
  finishChange,
  readChange,
  readItems,
  settleItem,
} from "./change-repository";
import { type ItemOutcome, postPatch } from "./change-schema";
import { editBody, hasValues } from "./edit-fields";
import { whyNotChangeable } from "./plan-change";
import { readPost } from "./read-posts";

/** Posts of one change that are under way at once. */
const SIDE_BY_SIDE = 3;
const TRIES = 3;
const LOOKS = 4;
const LOOK_AGAIN_MS = 250;

type Result = { outcome: ItemOutcome; reason: string | null; traceId: string | null };
const result = (
  outcome: ItemOutcome,
  reason: string | null = null,
  traceId: string | null = null,
): Result => ({
  outcome,
  reason,
  traceId,
});

/**
 * Makes the edits that still wait. What was being sent when a worker died is settled by reading the post first, so no
 * edit is repeated blindly. One change of a location runs at a time.
 */
export async function runChange(ctx: Context, changeId: string, signal: AbortSignal): Promise<void> {
  const known = await readChange(ctx.db, ctx.companyId, changeId);
  if (!known || known.finishedAt) return;
  await tryWithLock(ctx.db, `post-changes:${known.locationId}`, async () => {
    const change = await readChange(ctx.db, ctx.companyId, changeId);
    if (!change || change.finishedAt) return;
    const open = await readItems(ctx.db, change.id, ["sending", "waiting"]);
    // What hangs in the air comes first: its true state decides whether there is anything left to do.
    const queue = open.sort((a, b) => Number(b.outcome === "sending") - Number(a.outcome === "sending"));
    const userId = queue.length > 0 ? await findUpstreamUser(ctx, change.locationId) : "";
    let held = false;
    const work = async () => {
      for (let item = queue.shift(); item && !held && !signal.aborted; item = queue.shift()) {
        held ||= !(await settle(ctx, change, item, userId));
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    await finishIfSettled(ctx, change.id);
  });
}

/** False when the quota is used up: the item goes on waiting and the sweep takes it up again. */
async function settle(
  ctx: Context,
  change: ChangeRow,
  item: ChangeItemRow,
  userId: string,
): Promise<boolean> {
  try {
    const done = await changeOne(ctx, change, item, userId);
    if (done) await settleItem(ctx.db, change.id, item.postId, done);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "upstream_rate_limited") return false;
    const outcome = item.outcome === "sending" ? "unknown" : "failed";
    await settleItem(ctx.db, change.id, item.postId, result(outcome, error.message, error.traceId));
    return true;
  }
}

/** Null when the item was cancelled before it could be sent. */
async function changeOne(
  ctx: Context,
  change: ChangeRow,
  item: ChangeItemRow,
  userId: string,
): Promise<Result | null> {
  const after = postPatch.parse(item.after);
  const before = postPatch.parse(item.before);
  const sentBefore = item.outcome === "sending";
  let lost: AppError | null = null;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const post = await readPost(ctx, change.locationId, item.postId);
    if (!post) return result("skipped", "It was deleted meanwhile.");
    if (hasValues(post, after))
      return sentBefore || attempt > 1 ? result("changed") : result("skipped", "It is so already.");
    const refusal = whyNotChangeable(post);
    if (refusal) return result(sentBefore || attempt > 1 ? "failed" : "skipped", refusal);
    if (!hasValues(post, before))
      return result("skipped", "Someone changed it meanwhile, so it was left alone. Look at it again.");
    const at = after.scheduleDate;
    if (typeof at === "string" && Date.parse(at) <= ctx.clock.now().getTime())
      return result("skipped", "The new time passed before it could be moved.");
    if (!sentBefore && attempt === 1 && !(await claimItem(ctx.db, change.id, item.postId))) return null;
    item.outcome = "sending";
    const sent = await send(ctx, change.locationId, post, after, userId);
    if (sent.kind === "refused") return result("failed", sent.error.message, sent.error.traceId);
    if (sent.kind === "lost") {
      lost = sent.error;
      continue;
    }
    return readBack(ctx, change.locationId, item.postId, post, after, sent.traceId);
  }
  const post = await readPost(ctx, change.locationId, item.postId);
  if (post && hasValues(post, after)) return result("changed");
  return result(
    "unknown",
    `No clear answer after ${TRIES} tries, and the post still shows its old values. Try again, or look at it in the planner.`,
    lost?.traceId ?? null,
  );
}

type Sent =
  | { kind: "sent"; traceId: string | null }
  | { kind: "refused"; error: AppError }
  | { kind: "lost"; error: AppError };

async function send(
  ctx: Context,
  locationId: string,
  post: UpstreamPost,
  after: Record<string, unknown>,
  userId: string,
): Promise<Sent> {
  const body = editBody(post, after, userId);
  if (!body) {
    const message = "This post holds settings that cannot be sent back unchanged.";
    return { kind: "refused", error: new AppError("unprocessable", { message }) };
  }
  try {
    const { traceId } = await ctx.upstream.call(ctx, editPost, {
      params: { locationId, id: post.id },
      body,
    });
    return { kind: "sent", traceId };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const lost =
      error.code === "upstream_unknown_outcome" ||
      error.code === "upstream_unavailable" ||
      error.code === "upstream_timeout";
    if (error.code === "upstream_rate_limited") throw error;
    return { kind: lost ? "lost" : "refused", error };
  }
}

/** The post shows the new values, and what was to stay has stayed. Reads may lag behind writes: it is looked at again. */
async function readBack(
  ctx: Context,
  locationId: string,
  postId: string,
  before: UpstreamPost,
  after: Record<string, unknown>,
  traceId: string | null,
): Promise<Result> {
  for (let look = 1; look <= LOOKS; look++) {
    const post = await readPost(ctx, locationId, postId);
    if (post && hasValues(post, after)) return result("changed", lostFields(before, post, after), traceId);
    if (look < LOOKS) await sleep(LOOK_AGAIN_MS * look);
  }
  return result(
    "unknown",
    "The Social Media API answered that it was done, but the post still shows its old values.",
    traceId,
  );
}

const WATCHED = {
  status: "status",
  summary: "caption",
  media: "media",
  tags: "tags",
  categoryId: "category",
  followUpComment: "follow-up comment",
  scheduleDate: "time",
} as const;

function lostFields(before: UpstreamPost, now: UpstreamPost, after: Record<string, unknown>): string | null {
  const lost = Object.entries(WATCHED).flatMap(([name, label]) =>
    name in after || hasValues(now, { [name]: before[name] ?? null }) ? [] : [label],
  );
  return lost.length === 0
    ? null
    : `Changed, but the Social Media API also changed its ${lost.join(" and ")}. Look at the post.`;
}

async function finishIfSettled(ctx: Context, changeId: string): Promise<void> {
  const items = await readItems(ctx.db, changeId);
  if (items.some((item) => item.outcome === "waiting" || item.outcome === "sending")) return;
  const change = await readChange(ctx.db, ctx.companyId, changeId);
  if (!change) return;
  const bad = items.filter((item) => item.outcome === "failed" || item.outcome === "unknown").length;
  const settled = bad === 0 ? "completed" : bad === items.length ? "failed" : "partial";
  await finishChange(ctx.db, changeId, change.status === "cancelled" ? "cancelled" : settled);
}
