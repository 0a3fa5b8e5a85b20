import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, hasRole, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { checkPeriod } from "@/lib/snapshots/check-period";
import { checkScope } from "@/lib/snapshots/check-scope";
import {
  type AnnotationRow,
  deleteAnnotation,
  insertAnnotation,
  readAnnotation,
  readAnnotations,
  updateAnnotation,
} from "./repository";
import type { AnnotationsQuery, AnnotationView, ChangeAnnotation, CreateAnnotation } from "./schema";

/** The notes on the period's days: those of the locations in question, and those of the whole agency. */
export async function listAnnotations(
  ctx: Context,
  query: AnnotationsQuery,
): Promise<{ annotations: AnnotationView[] }> {
  const scope = await checkScope(ctx, query);
  const rows = await readAnnotations(ctx.db, {
    companyId: ctx.companyId,
    locationIds: scope.locations.map(({ id }) => id),
    ...checkPeriod(query, scope.today),
  });
  return { annotations: rows.map((row) => viewOf(ctx, row)) };
}

/** A note of the whole agency needs somebody who was granted all of its locations. */
export async function createAnnotation(ctx: Context, body: CreateAnnotation): Promise<AnnotationView> {
  requireRole(ctx, "marketer");
  if (body.locationId === null) requireAll(ctx);
  else {
    requireLocation(ctx, body.locationId);
    await getLocation(ctx, body.locationId);
  }
  const row = await ctx.db.transaction(async (tx) => {
    const created = await insertAnnotation(tx, {
      companyId: ctx.companyId,
      ...body,
      createdBy: actorUserId(ctx),
      createdByName: ctx.actor.name,
    });
    await recordAudit(tx, ctx, {
      action: "annotations.created",
      targetKind: "annotation",
      targetId: created.id,
      locationId: body.locationId,
      after: body,
    });
    return created;
  });
  return viewOf(ctx, row);
}

export async function changeAnnotation(
  ctx: Context,
  input: { annotationId: string } & ChangeAnnotation,
): Promise<AnnotationView> {
  const row = await requireAnnotation(ctx, input.annotationId);
  const change = { day: input.day, text: input.text };
  await ctx.db.transaction(async (tx) => {
    await updateAnnotation(tx, row.id, change);
    await recordAudit(tx, ctx, {
      action: "annotations.changed",
      targetKind: "annotation",
      targetId: row.id,
      locationId: row.locationId,
      before: { day: row.day, text: row.text },
      after: change,
    });
  });
  return viewOf(ctx, { ...row, ...change });
}

export async function removeAnnotation(
  ctx: Context,
  { annotationId }: { annotationId: string },
): Promise<AnnotationView> {
  const row = await requireAnnotation(ctx, annotationId);
  await ctx.db.transaction(async (tx) => {
    await deleteAnnotation(tx, row.id);
    await recordAudit(tx, ctx, {
      action: "annotations.deleted",
      targetKind: "annotation",
      targetId: row.id,
      locationId: row.locationId,
      before: { day: row.day, text: row.text },
    });
  });
  return viewOf(ctx, row);
}

async function requireAnnotation(ctx: Context, annotationId: string): Promise<AnnotationRow> {
  requireRole(ctx, "marketer");
  const row = await readAnnotation(ctx.db, ctx.companyId, annotationId);
  if (!row) throw new AppError("not_found", { message: "This note does not exist any more." });
  if (row.locationId === null) requireAll(ctx);
  else requireLocation(ctx, row.locationId);
  return row;
}

function requireAll(ctx: Context): void {
  ctx.locationChecks.count++;
  if (ctx.locations === "all") return;
  throw new AppError("location_refused", {
    message: "A note of the whole agency needs access to all of its locations. Choose one location instead.",
  });
}

function viewOf(ctx: Context, row: AnnotationRow): AnnotationView {
  const granted = row.locationId === null ? ctx.locations === "all" : true;
  return {
    annotationId: row.id,
    locationId: row.locationId,
    day: row.day,
    text: row.text,
    createdByName: row.createdByName,
    mayChange: granted && (!("role" in ctx.actor) || hasRole(ctx.actor.role, "marketer")),
  };
}
