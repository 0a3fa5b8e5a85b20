import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { lockChain } from "@/lib/audit/repository";
import { readSettings } from "@/lib/company/repository";
import type { Context } from "@/lib/context";
import { type AlertState, insertAlert, readAlertState, saveNewest } from "./alert-repository";
import { pauseKey } from "./key-repository";
import type { AlertKind, Subject } from "./schema";

export type WatchContext = Pick<Context, "db" | "clock" | "address" | "requestId" | "companyId">;

export type Unusual = {
  subject: Subject & { name: string };
  kind: AlertKind;
  /** One sentence with the number beside the habit. */
  what: string;
  /** The next step, in one sentence. */
  next: string;
  /** Not one alert of the kind, but one for each time. */
  each?: boolean;
  /** For so long after it was put aside the same is expected. */
  quietHours?: number;
};

export const WATCH_ACTOR = { kind: "system", name: "The watch" } as const;

const QUIET_HOURS = 6;
const NONE: AlertState = { state: "none", alertId: null };
const TARGET = { connection: "connection", person: "person", api_key: "API key" } as const;

/**
 * Opens an alert unless one of its kind is open, which then tells the newest, or was put aside within the quiet hours. A key whose use is unusual is
 * paused besides, where the agency settled so. Answers what was done; call it before the transaction's own audit entry.
 */
export async function openAlert(
  tx: Transaction,
  ctx: Omit<WatchContext, "db">,
  { subject, kind, what, next, each = false, quietHours = QUIET_HOURS }: Unusual,
): Promise<{ opened: boolean; paused: boolean }> {
  // Two that see the same at once: the second waits here and then finds the first one's alert.
  await lockChain(tx, ctx.companyId);
  const present = each ? NONE : await readAlertState(tx, subject, kind, quietHours);
  if (present.state === "expected") return { opened: false, paused: false };
  const audit = { ...ctx, actor: WATCH_ACTOR };
  const target = { targetKind: TARGET[subject.kind], targetId: subject.id, targetName: subject.name };
  const paused = subject.kind === "api_key" && (await pauseWhereSettled(tx, ctx, subject.id, what));
  const reaction = paused ? "The key was paused by itself; an admin can resume it." : null;
  const message = `${what} ${next}`;
  const opened = present.alertId === null;
  if (present.alertId === null) {
    await insertAlert(tx, { companyId: ctx.companyId, subject, kind, message, reaction });
    await recordAudit(tx, audit, { action: "alert.opened", ...target, after: { kind, message, reaction } });
  } else {
    await saveNewest(tx, present.alertId, { message, reaction });
  }
  if (paused) {
    await recordAudit(tx, audit, { action: "api_key.paused", ...target, after: { reason: what } });
  }
  return { opened, paused };
}

async function pauseWhereSettled(
  tx: Transaction,
  { companyId }: Pick<WatchContext, "companyId">,
  keyId: string,
  reason: string,
): Promise<boolean> {
  const { pauseKeys } = await readSettings(tx, companyId);
  return pauseKeys && (await pauseKey(tx, keyId, reason)) !== null;
}
