import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, mayUseLocation, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readLocations } from "@/lib/locations/repository";
import {
  type AssignmentChangeRow,
  finishAssignmentChange,
  insertAssignmentChange,
  lockAssignmentStart,
  moveAssignmentItems,
  readAssignmentChange,
  readAssignmentItems,
  readLatestAssignmentChange,
} from "./assignment-change-repository";
import {
  ASSIGNMENT_ITEM_OUTCOMES,
  type AssignmentChangeView,
  type PlannedAssignment,
} from "./assignment-change-schema";
import { assignmentPlan } from "./assignment-sheet-schema";

export const CHANGE_ASSIGNMENTS = { name: "accounts.change-assignments" };

/**
 * Hands what the preview of a sheet showed to the worker, which assigns location by location; closing the tab changes
 * nothing. Throws `already_running` while another sheet is being applied.
 */
export async function startAssignments(
  ctx: Context,
  input: { fileName: string; plans: PlannedAssignment[] },
): Promise<AssignmentChangeView> {
  requireRole(ctx, "admin");
  for (const plan of input.plans) requireLocation(ctx, plan.locationId);
  const known = new Map(
    (await readLocations(ctx.db, ctx.companyId, ctx.locations)).map((one) => [one.id, one.name]),
  );
  const plans = input.plans.map((plan) => {
    const locationName = known.get(plan.locationId);
    if (locationName === undefined)
      throw new AppError("not_found", {
        message: `${plan.locationName} is no location any more. Compare the sheet anew.`,
      });
    return { ...plan, locationName };
  });
  const change = await ctx.db.transaction(async (tx) => {
    // Two clicks arrive together: the second waits here, then finds the sheet of the first.
    await lockAssignmentStart(tx, ctx.companyId);
    const latest = await readLatestAssignmentChange(tx, ctx.companyId);
    if (latest && !latest.finishedAt)
      throw new AppError("already_running", {
        message: `${latest.fileName} is being applied already. Wait until that is done, then compare this sheet anew.`,
      });
    const created = await insertAssignmentChange(
      tx,
      {
        companyId: ctx.companyId,
        fileName: input.fileName,
        total: plans.length,
        requestedBy: actorUserId(ctx),
        requestedByName: ctx.actor.name,
        // Of now, not of the transaction's begin: which one is the latest follows from it.
        createdAt: ctx.clock.now(),
      },
      plans,
    );
    await ctx.enqueue(CHANGE_ASSIGNMENTS, { companyId: ctx.companyId, changeId: created.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "accounts.sheet_applied",
      targetKind: "assignments",
      targetId: created.id,
      targetName: input.fileName,
      before: plans.map(({ locationId, expected }) => ({ locationId, accountIds: expected })),
      after: plans.map(({ locationId, accountIds }) => ({ locationId, accountIds })),
    });
    return created;
  });
  return viewOf(ctx, change);
}

/** How far a sheet is, with the result of each location that the actor may use. */
export async function getAssignmentChange(ctx: Context, changeId: string): Promise<AssignmentChangeView> {
  return viewOf(ctx, await loadChange(ctx, changeId));
}

/** The sheet that was applied last, or is being applied. */
export async function getLatestAssignmentChange(ctx: Context): Promise<AssignmentChangeView | null> {
  requireRole(ctx, "admin");
  const change = await readLatestAssignmentChange(ctx.db, ctx.companyId);
  return change && viewOf(ctx, change);
}

/** Tries the failed locations again; one that was assigned otherwise meanwhile says so instead. */
export async function retryAssignments(ctx: Context, changeId: string): Promise<AssignmentChangeView> {
  const change = await loadChange(ctx, changeId);
  if (!change.finishedAt)
    throw new AppError("already_running", {
      message: "This sheet is still being applied. Wait until it is done.",
    });
  await ctx.db.transaction(async (tx) => {
    await lockAssignmentStart(tx, ctx.companyId);
    if ((await moveAssignmentItems(tx, change.id, "failed", { outcome: "waiting", reason: null })) === 0)
      throw new AppError("unprocessable", { message: "No location of this sheet failed." });
    await finishAssignmentChange(tx, change.id, false);
    await ctx.enqueue(CHANGE_ASSIGNMENTS, { companyId: ctx.companyId, changeId: change.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "accounts.sheet_retried",
      targetKind: "assignments",
      targetId: change.id,
      targetName: change.fileName,
    });
  });
  return getAssignmentChange(ctx, changeId);
}

/** Stops what is not sent yet; locations that are being assigned are still finished. */
export async function cancelAssignments(ctx: Context, changeId: string): Promise<AssignmentChangeView> {
  const change = await loadChange(ctx, changeId);
  await ctx.db.transaction(async (tx) => {
    const gone = { outcome: "skipped" as const, reason: "Cancelled before it was sent." };
    if (change.finishedAt || (await moveAssignmentItems(tx, change.id, "waiting", gone)) === 0)
      throw new AppError("conflict", { message: "Every location of this sheet is settled already." });
    await ctx.enqueue(CHANGE_ASSIGNMENTS, { companyId: ctx.companyId, changeId: change.id }, { tx });
    await recordAudit(tx, ctx, {
      action: "accounts.sheet_cancelled",
      targetKind: "assignments",
      targetId: change.id,
      targetName: change.fileName,
    });
  });
  return getAssignmentChange(ctx, changeId);
}

async function loadChange(ctx: Context, changeId: string): Promise<AssignmentChangeRow> {
  requireRole(ctx, "admin");
  const change = await readAssignmentChange(ctx.db, ctx.companyId, changeId);
  if (change) return change;
  ctx.locationChecks.count++;
  throw new AppError("not_found", { message: "There is no such sheet. It may belong to another agency." });
}

async function viewOf(ctx: Context, change: AssignmentChangeRow): Promise<AssignmentChangeView> {
  const items = (await readAssignmentItems(ctx.db, change.id)).filter((item) =>
    mayUseLocation(ctx, item.locationId),
  );
  const count = (outcome: (typeof items)[number]["outcome"]) =>
    items.filter((item) => item.outcome === outcome).length;
  const bad = count("failed") + count("refused");
  const ended = () => {
    if (count("skipped") > 0) return "cancelled" as const;
    if (bad === 0) return "completed" as const;
    return bad === items.length ? ("failed" as const) : ("partial" as const);
  };
  return {
    changeId: change.id,
    fileName: change.fileName,
    status: change.finishedAt ? ended() : "running",
    total: items.length,
    counts: Object.fromEntries(
      ASSIGNMENT_ITEM_OUTCOMES.map((outcome) => [outcome, count(outcome)]),
    ) as AssignmentChangeView["counts"],
    requestedByName: change.requestedByName,
    createdAt: change.createdAt.toISOString(),
    finishedAt: change.finishedAt?.toISOString() ?? null,
    items: items.map((item) => ({
      plan: assignmentPlan.parse(item.plan),
      outcome: item.outcome,
      reason: item.reason,
    })),
  };
}
