import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { metricOf, NO_SUMS } from "@/lib/reports/figures";
import { readFollowers } from "@/lib/reports/followers-repository";
import { findPostsSources, withPublishedPosts } from "@/lib/reports/published-posts";
import { type FiguresScope, readFigures } from "@/lib/reports/repository";
import { addDays, bucketEnd, dayIn, daysBetween } from "@/lib/snapshots/days";
import { deleteGoal, type GoalRow, readGoal, readGoals, upsertGoal } from "./repository";
import type { GoalsQuery, GoalsReply, GoalView, SetGoal } from "./schema";

/** The location's targets of a month with what was reached by yesterday, and how much of the month is over. */
export async function listGoals(ctx: Context, query: GoalsQuery): Promise<GoalsReply> {
  requireLocation(ctx, query.locationId);
  const location = await getLocation(ctx, query.locationId);
  const today = dayIn(location.timezone, ctx.clock.now());
  const month = query.month ?? today.slice(0, 7);
  const from = `${month}-01`;
  const last = bucketEnd(from, "month");
  const yesterday = addDays(today, -1);
  const to = [yesterday, last].sort()[0] ?? last;
  const asked = { companyId: ctx.companyId, locationId: location.id, month };
  const rows = await readGoals(ctx.db, asked);
  return {
    locationId: location.id,
    month,
    daysOver: Math.max(0, daysBetween(from, to)),
    days: daysBetween(from, last),
    goals: rows.length === 0 ? [] : await withProgress(ctx, location.id, rows, { from, to }),
  };
}

/** Sets, changes or (with null) takes away the target of one metric in one month. */
export async function setGoal(ctx: Context, body: SetGoal): Promise<GoalsReply> {
  requireRole(ctx, "marketer");
  requireLocation(ctx, body.locationId);
  const location = await getLocation(ctx, body.locationId);
  const { target, ...rest } = body;
  const key = { companyId: ctx.companyId, ...rest };
  await ctx.db.transaction(async (tx) => {
    const before = await readGoal(tx, key);
    if (target === null) {
      if (!before) throw new AppError("not_found", { message: "There is no such goal any more." });
      await deleteGoal(tx, key);
    } else {
      await upsertGoal(tx, { ...key, target, updatedBy: ctx.actor.name, updatedAt: ctx.clock.now() });
    }
    await recordAudit(tx, ctx, {
      action: target === null ? "goals.removed" : "goals.set",
      targetKind: "goal",
      targetId: `${body.month} ${body.metric}`,
      targetName: location.name,
      locationId: location.id,
      before: before ? { target: before.target } : null,
      after: target === null ? null : { target },
    });
  });
  return listGoals(ctx, { locationId: location.id, month: body.month });
}

async function withProgress(
  ctx: Context,
  locationId: string,
  rows: readonly GoalRow[],
  period: { from: string; to: string },
): Promise<GoalView[]> {
  const scope: FiguresScope = {
    companyId: ctx.companyId,
    locationIds: [locationId],
    whole: false,
    accountIds: null,
    platforms: null,
  };
  const started = period.to >= period.from;
  const [figures, followers] = await Promise.all([
    started ? readFigures(ctx.db, scope, { ...period, key: "location" }) : [],
    started
      ? readFollowers(ctx.db, scope, {
          at: period.to,
          before: addDays(period.from, -1),
          key: "location",
        })
      : [],
  ]);
  const [posted] = await findPostsSources(ctx.db, scope, [period]);
  const asked = { ...period, key: "location" as const };
  const counted = started ? await withPublishedPosts(ctx.db, scope, asked, posted, figures, []) : [];
  const sums = counted[0] ?? NO_SUMS;
  const level = followers[0];
  return rows.map(({ metric, target, updatedBy }) => {
    if (metric !== "followers") {
      const value = metricOf(sums, metric);
      return { metric, target, value, start: null, progress: shareOf(value, target), updatedBy };
    }
    const value = level?.now ?? null;
    // Only accounts known on both days tell a growth: one that was connected meanwhile is none.
    const start = value === null || level?.net == null ? null : value - level.net;
    return { metric, target, value, start, progress: gainedShare(value, start, target), updatedBy };
  });
}

const shareOf = (value: number | null, target: number) => (value === null ? null : value / target);

/** Of followers a share of the target would read as nearly done on the first day: what counts is the gain. */
export function gainedShare(value: number | null, start: number | null, target: number): number | null {
  if (value === null) return null;
  if (value >= target) return 1;
  if (start === null || start >= target) return null;
  return Math.max(0, (value - start) / (target - start));
}
