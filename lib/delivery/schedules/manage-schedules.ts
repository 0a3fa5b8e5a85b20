import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, mayUseLocation, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mailer } from "@/lib/mail/mailer";
import { readFilters } from "@/lib/reports/filters";
import { checkScope } from "@/lib/snapshots/check-scope";
import { composeReportMails } from "../compose-report-mail";
import { insertMessages } from "../outbox/repository";
import { nextRun } from "./next-run";
import {
  deleteSchedule,
  insertSchedule,
  readSchedule,
  readSchedules,
  type ScheduleRow,
  updateSchedule,
} from "./repository";
import type { ChangeSchedule, CreateSchedule, ScheduleView } from "./schema";

/** The agency's schedules whose locations the person may all see, newest first. */
export async function listSchedules(ctx: Context): Promise<{ schedules: ScheduleView[]; mailer: boolean }> {
  const rows = await readSchedules(ctx.db, ctx.companyId);
  const mine = rows.filter(({ locationIds }) => locationIds.every((id) => mayUseLocation(ctx, id)));
  return { schedules: mine.map(viewOf), mailer: mailer().configured };
}

/** Sends a report out regularly. It holds on to the locations that its maker may see now, and never shows more. */
export async function createSchedule(ctx: Context, input: CreateSchedule): Promise<ScheduleView> {
  requireRole(ctx, "marketer");
  const filters = readFilters(new URLSearchParams(input.search), "2000-01-01");
  const scope = await checkScope(ctx, {
    locationId: filters.locationIds,
    groupId: filters.groupIds,
    accountId: filters.accountIds,
    platform: filters.platforms,
  });
  if (scope.locations.length === 0) {
    throw new AppError("unprocessable", { message: "There is no location to report on yet." });
  }
  const now = ctx.clock.now();
  const row = await ctx.db.transaction(async (tx) => {
    const schedule = await insertSchedule(tx, {
      ...input,
      companyId: ctx.companyId,
      locationIds: scope.locations.map(({ id }) => id),
      nextRunAt: nextRun(input, now),
      createdBy: actorUserId(ctx),
      createdByName: ctx.actor.name,
      createdAt: now,
    });
    await auditSchedule(tx, ctx, "created", schedule, {
      recipients: input.recipients,
      frequency: input.frequency,
      delivery: input.delivery,
      locations: scope.locations.length,
    });
    return schedule;
  });
  return viewOf(row);
}

/** Pauses, resumes or rewrites a schedule. What was missed while it was paused is not sent. */
export async function changeSchedule(
  ctx: Context,
  scheduleId: string,
  change: ChangeSchedule,
): Promise<ScheduleView> {
  requireRole(ctx, "marketer");
  await requireSchedule(ctx, scheduleId);
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const row = await readSchedule(tx, ctx.companyId, scheduleId, { lock: true });
    if (!row) throw missing();
    const { paused, sending } = change;
    if (sending) {
      await updateSchedule(tx, row.id, { ...sending, nextRunAt: nextRun(sending, now), lastError: null });
      await auditSchedule(tx, ctx, "changed", row, sending);
    } else if (paused !== undefined && paused !== (row.pausedAt !== null)) {
      await updateSchedule(tx, row.id, {
        pausedAt: paused ? now : null,
        ...(paused ? {} : { nextRunAt: nextRun(row, now), lastError: null }),
      });
      await auditSchedule(tx, ctx, paused ? "paused" : "resumed", row);
    }
  });
  return viewOf(await requireSchedule(ctx, scheduleId));
}

export async function removeSchedule(ctx: Context, scheduleId: string): Promise<{ scheduleId: string }> {
  requireRole(ctx, "marketer");
  const row = await requireSchedule(ctx, scheduleId);
  await ctx.db.transaction(async (tx) => {
    await deleteSchedule(tx, row.id);
    await auditSchedule(tx, ctx, "deleted", row);
  });
  return { scheduleId };
}

/** Sends the report once, now, to the person who asks. */
export async function testSchedule(
  ctx: Context,
  scheduleId: string,
): Promise<{ recipient: string; mailer: boolean }> {
  requireRole(ctx, "marketer");
  const row = await requireSchedule(ctx, scheduleId);
  if (ctx.actor.kind !== "person") {
    throw new AppError("unprocessable", {
      message: "Only a person can be sent a test: a key has no mailbox.",
    });
  }
  const { email } = ctx.actor;
  const messages = await composeReportMails(ctx, row, [email], `test:${row.id}:${crypto.randomUUID()}`);
  await ctx.db.transaction(async (tx) => {
    await insertMessages(tx, messages);
    await auditSchedule(tx, ctx, "tested", row, { recipient: email });
  });
  return { recipient: email, mailer: mailer().configured };
}

async function requireSchedule(ctx: Context, scheduleId: string): Promise<ScheduleRow> {
  const row = await readSchedule(ctx.db, ctx.companyId, scheduleId);
  if (!row) {
    // Counts as the check: whose it would be is not told.
    mayUseLocation(ctx, "");
    throw missing();
  }
  for (const id of row.locationIds) requireLocation(ctx, id);
  return row;
}

const missing = () =>
  new AppError("not_found", { message: "There is no such schedule. It may have been deleted." });

function auditSchedule(
  tx: Parameters<typeof recordAudit>[0],
  ctx: Context,
  verb: "created" | "changed" | "paused" | "resumed" | "deleted" | "tested",
  row: ScheduleRow,
  after?: unknown,
) {
  return recordAudit(tx, ctx, {
    action: `report_schedule.${verb}`,
    targetKind: "report schedule",
    targetId: row.id,
    targetName: row.name,
    after,
  });
}

export function viewOf(row: ScheduleRow): ScheduleView {
  return {
    scheduleId: row.id,
    name: row.name,
    recipients: row.recipients,
    timezone: row.timezone,
    frequency: row.frequency,
    weekday: row.weekday,
    monthDay: row.monthDay,
    hour: row.hour,
    delivery: row.delivery,
    search: row.search,
    locations: row.locationIds.length,
    nextRunAt: row.nextRunAt.toISOString(),
    lastRunAt: row.lastRunAt?.toISOString() ?? null,
    lastError: row.lastError,
    paused: row.pausedAt !== null,
    createdBy: row.createdByName,
  };
}
