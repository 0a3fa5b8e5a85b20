import type { Context } from "@/lib/context";
import { openAlert } from "@/lib/watch/open-alert";
import { type Due, forgetOldMinutes, readRotationsDue, readVolumes, type Volume } from "./watch-repository";

const REFUSALS_A_MINUTE = 20;
/** Far from the habit: three times the most of two weeks, and no small number. */
const TIMES = 3;
const LEAST_CALLS = 300;
const LEAST_DAYS = 3;
const QUIET_HOURS = 6;
const ROTATION_QUIET_HOURS = 72;

type Found = { kind: "call_volume" | "refusals" | "rotation_due"; what: string; next: string };

/** Unusual use in one sentence, with the number beside the connection's own habit; null where it is as usual. */
export function judgeVolume(volume: Volume): Found | null {
  const { calls, refusals, habitMost, habitMedian, days } = volume;
  if (refusals >= REFUSALS_A_MINUTE) {
    return {
      kind: "refusals",
      what: `${refusals} calls were refused within a minute; ${REFUSALS_A_MINUTE} are already unusual.`,
      next: "Look at the audit for what asks, or pause the connection.",
    };
  }
  if (days < LEAST_DAYS || habitMost === null || calls < LEAST_CALLS || calls <= TIMES * habitMost)
    return null;
  return {
    kind: "call_volume",
    what: `${calls} calls in the last 10 minutes; its habit at this time is ${habitMedian ?? 0}, at most ${habitMost}.`,
    next: "Pause the connection if nobody started this.",
  };
}

function judgeRotation({ days }: Due): Found {
  const when =
    days < 0 ? "overdue" : days <= 0 ? "due today" : days === 1 ? "due tomorrow" : `due in ${days} days`;
  return {
    kind: "rotation_due",
    what: `Its rotation is ${when}.`,
    next: "Reconnect it, or rotate its key; calls go on meanwhile.",
  };
}

/** Opens alerts for unusual use and for rotations that are due. Runs each half minute. */
export async function watchConnections(
  ctx: Pick<Context, "db" | "clock" | "address" | "requestId">,
): Promise<number> {
  let opened = 0;
  const open = async (place: { connectionId: string; companyId: string; label: string }, found: Found) => {
    const { connectionId, companyId, label } = place;
    const { db, clock, address, requestId } = ctx;
    const quietHours = found.kind === "rotation_due" ? ROTATION_QUIET_HOURS : QUIET_HOURS;
    const subject = { kind: "connection" as const, id: connectionId, name: label };
    const watch = { clock, address, requestId, companyId };
    const done = await db.transaction((tx) => openAlert(tx, watch, { subject, ...found, quietHours }));
    if (done.opened) opened++;
  };
  for (const volume of await readVolumes(ctx.db)) {
    const found = judgeVolume(volume);
    if (found) await open(volume, found);
  }
  for (const due of await readRotationsDue(ctx.db)) await open(due, judgeRotation(due));
  await forgetOldMinutes(ctx.db);
  return opened;
}
