import { tryWithLock } from "@/db/locks";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { applyAssignment } from "./apply-assignment";
import {
  type AssignmentItemRow,
  finishAssignmentChange,
  isWaiting,
  readAssignmentChange,
  readAssignmentItems,
  settleAssignmentItem,
} from "./assignment-change-repository";
import { plannedAssignment } from "./assignment-change-schema";

/** Locations that are assigned at once. */
const SIDE_BY_SIDE = 3;
const TRIES = 3;

/**
 * Assigns the locations of a sheet that still wait. Setting the same list twice does no harm, so what was under way when a
 * worker died is simply done again: it is found done, or it is made.
 */
export async function runAssignments(ctx: Context, changeId: string, signal: AbortSignal): Promise<void> {
  await tryWithLock(ctx.db, `assignment-change:${changeId}`, async () => {
    const change = await readAssignmentChange(ctx.db, ctx.companyId, changeId);
    if (!change || change.finishedAt) return;
    const queue = await readAssignmentItems(ctx.db, change.id, "waiting");
    let held = false;
    const work = async () => {
      for (let item = queue.shift(); item && !held && !signal.aborted; item = queue.shift())
        held ||= !(await settle(ctx, item));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if ((await readAssignmentItems(ctx.db, change.id, "waiting")).length === 0)
      await finishAssignmentChange(ctx.db, change.id, true);
  });
}

/** False when the quota is used up: the location goes on waiting and the sweep takes it up again. */
async function settle(ctx: Context, item: AssignmentItemRow): Promise<boolean> {
  if (!(await isWaiting(ctx.db, item))) return true;
  const { locationId, accountIds, expected } = plannedAssignment.parse(item.plan);
  for (let attempt = 1; ; attempt++) {
    try {
      const { outcome, message } = await applyAssignment(ctx, { locationId, accountIds, expected });
      await settleAssignmentItem(ctx.db, item, {
        outcome: outcome === "accepted" ? "assigned" : outcome,
        reason: message,
        traceId: null,
      });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "upstream_rate_limited") return false;
      if (error.code === "upstream_unknown_outcome" && attempt < TRIES) continue;
      await settleAssignmentItem(ctx.db, item, {
        outcome: "failed",
        reason: error.message,
        traceId: error.traceId,
      });
      return true;
    }
  }
}
