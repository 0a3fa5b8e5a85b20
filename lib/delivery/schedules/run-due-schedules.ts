import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { composeReportMails } from "../compose-report-mail";
import { insertMessages } from "../outbox/repository";
import { nextRun } from "./next-run";
import { claimDueSchedule, type ScheduleRow, updateSchedule } from "./repository";

const RETRY_MS = 10 * 60_000;

/**
 * Makes the messages of every schedule that is due. A row is held while its messages are made, and both are committed
 * together: whoever dies in between has done nothing, and no other worker does it twice. Of several missed occasions one is
 * made up for.
 */
export async function runDueSchedules(
  ctx: Omit<Context, "companyId" | "locations">,
  signal: AbortSignal,
): Promise<number> {
  let made = 0;
  while (!signal.aborted) {
    const found = await ctx.db.transaction((tx) => runOne(ctx, tx));
    if (!found) break;
    made++;
  }
  return made;
}

async function runOne(ctx: Omit<Context, "companyId" | "locations">, tx: Transaction): Promise<boolean> {
  const now = ctx.clock.now();
  const row = await claimDueSchedule(tx, now);
  if (!row) return false;
  const own: Context = { ...ctx, companyId: row.companyId, locations: new Set(row.locationIds) };
  try {
    const occasion = `schedule:${row.id}:${row.nextRunAt.toISOString()}`;
    const messages = await composeReportMails(own, row, row.recipients, occasion);
    // A savepoint: what fails here must not keep the schedule from being put off.
    await tx.transaction(async (inner) => {
      await insertMessages(inner, messages);
      await updateSchedule(inner, row.id, { lastRunAt: now, lastError: null, nextRunAt: nextRun(row, now) });
    });
  } catch (error) {
    await putOff(tx, row, now, error);
    ctx.log.warn({ err: error, scheduleId: row.id }, "a scheduled report was not made");
  }
  return true;
}

/** A refusal needs a person and waits for the next occasion; anything else is tried again in ten minutes. */
async function putOff(tx: Transaction, row: ScheduleRow, now: Date, error: unknown): Promise<void> {
  const refused = error instanceof AppError && error.status < 500;
  await updateSchedule(tx, row.id, {
    lastError: error instanceof AppError ? error.message : "The report could not be made. It is tried again.",
    nextRunAt: refused ? nextRun(row, now) : new Date(now.getTime() + RETRY_MS),
  });
}
