import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import {
  lockStarting,
  type NewCapture,
  readActiveCapture,
  readCapture,
  type Transaction,
  updateCapture,
  viewOf,
} from "./capture-repository";
import { CAPTURE_JOB } from "./job-names";
import type { CaptureAction, CaptureStatus, CaptureView } from "./schema";

const ALLOWED: Record<CaptureAction, readonly CaptureStatus[]> = {
  pause: ["queued", "running"],
  resume: ["paused"],
  cancel: ["queued", "running", "paused"],
  retry: ["partial", "failed", "cancelled"],
};

/** Pauses, resumes or cancels a capture, or goes on with one that ended early. What is stored already stays stored. */
export async function controlCapture(
  ctx: Context,
  input: { captureId: string; action: CaptureAction },
): Promise<CaptureView> {
  requireRole(ctx, "marketer");
  const found = await readCapture(ctx.db, ctx.companyId, input.captureId);
  if (!found) {
    requireLocation(ctx, "");
    throw new AppError("not_found", { message: "There is no such capture. Start a new one." });
  }
  const location = await getLocation(ctx, found.locationId);
  return ctx.db.transaction(async (tx) => {
    await lockStarting(tx, found.locationId);
    const done = await updateCapture(tx, found.id, changeFor(ctx, input.action), ALLOWED[input.action]);
    if (!done) {
      throw new AppError("conflict", {
        message: `This capture is ${found.status} by now, so it cannot be changed that way. Reload to see where it stands.`,
      });
    }
    if (input.action === "retry") await refuseSecond(ctx, tx, found.id, found.locationId);
    if (input.action === "resume" || input.action === "retry") {
      const payload = { companyId: ctx.companyId, captureId: found.id, locationId: found.locationId };
      await ctx.enqueue(CAPTURE_JOB, payload, { tx });
    }
    const now = await readCapture(tx, ctx.companyId, found.id);
    await recordAudit(tx, ctx, {
      action: `snapshots.capture_${input.action}`,
      targetKind: "capture",
      targetId: found.id,
      targetName: location.name,
      locationId: location.id,
      before: { status: found.status },
      after: { status: now?.status },
    });
    return viewOf(now ?? found, location.name, ctx.clock.now());
  });
}

function changeFor(ctx: Context, action: CaptureAction): Partial<NewCapture> {
  if (action === "pause") return { status: "paused" };
  if (action === "cancel") return { status: "cancelled", finishedAt: ctx.clock.now() };
  return { status: "queued", attempts: 0, error: null, finishedAt: null, heartbeatAt: ctx.clock.now() };
}

async function refuseSecond(ctx: Context, tx: Transaction, captureId: string, locationId: string) {
  const active = await readActiveCapture(tx, ctx.companyId, locationId);
  if (active && active.id !== captureId) throw new AppError("already_running");
}
