import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { readLocations } from "@/lib/locations/repository";
import {
  type CaptureRow,
  insertCapture,
  lockStarting,
  readActiveCapture,
  type Transaction,
} from "./capture-repository";
import { addDays, dayIn } from "./days";
import { CAPTURE_JOB } from "./job-names";
import { ACTIVE_CAPTURE, REFRESHED_DAYS } from "./schema";

type Place = { id: string; timezone: string };

/**
 * Starts captures of the closed days up to yesterday: of one location, or of every location the person was granted.
 * A location whose capture is under way keeps that one (`started: false`). Today is never stored: its figures are not final
 * anywhere before its midnight.
 */
export async function startCapture(
  ctx: Context,
  input: { locationId?: string | undefined; days: number },
): Promise<{ captures: { captureId: string; locationId: string; started: boolean }[] }> {
  requireRole(ctx, "marketer");
  const named = input.locationId ? await getLocation(ctx, input.locationId) : null;
  if (named && named.status === "removed") {
    throw new AppError("unprocessable", {
      message: `${named.name} was removed from the agency, so nothing more can be captured. Its history stays.`,
    });
  }
  const places = named
    ? [named]
    : (await readLocations(ctx.db, ctx.companyId, ctx.locations)).filter((each) => each.status === "active");
  const kind = input.days > REFRESHED_DAYS ? "backfill" : "manual";
  return ctx.db.transaction(async (tx) => {
    const captures = [];
    for (const place of [...places].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const { capture, started } = await enqueueCapture(ctx, tx, place, { kind, days: input.days });
      captures.push({ captureId: capture.id, locationId: place.id, started });
    }
    const started = captures.filter((each) => each.started);
    if (started.length > 0) {
      await recordAudit(tx, ctx, {
        action: "snapshots.capture_started",
        targetKind: named ? "location" : "company",
        targetId: named?.id ?? null,
        targetName: named?.name ?? null,
        locationId: named?.id ?? null,
        after: { days: input.days, locations: started.length },
      });
    }
    return { captures };
  });
}

/** Adds a capture unless one of the location is under way. Queued with the transaction. */
export async function enqueueCapture(
  ctx: Context,
  tx: Transaction,
  place: Place,
  wanted: { kind: CaptureRow["kind"]; days: number },
): Promise<{ capture: CaptureRow; started: boolean }> {
  await lockStarting(tx, place.id);
  // Somebody may leave a backfill paused for weeks: the nightly capture goes on beside it.
  const blocking = wanted.kind === "nightly" ? (["queued", "running"] as const) : ACTIVE_CAPTURE;
  const underWay = await readActiveCapture(tx, ctx.companyId, place.id, blocking);
  if (underWay) return { capture: underWay, started: false };
  const toDay = addDays(dayIn(place.timezone, ctx.clock.now()), -1);
  const fromDay = addDays(toDay, -(wanted.days - 1));
  const capture = await insertCapture(tx, {
    companyId: ctx.companyId,
    locationId: place.id,
    kind: wanted.kind,
    fromDay,
    toDay,
    requestedBy: actorUserId(ctx),
    createdAt: ctx.clock.now(),
  });
  await ctx.enqueue(
    CAPTURE_JOB,
    { companyId: ctx.companyId, captureId: capture.id, locationId: place.id },
    { tx },
  );
  return { capture, started: true };
}
