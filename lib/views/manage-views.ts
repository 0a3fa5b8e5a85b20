import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  deleteView,
  insertView,
  isNameTaken,
  lockViews,
  readView,
  readViews,
  updateView,
  type ViewRow,
} from "./repository";
import type { ChangeView, CreateView, SavedView } from "./schema";

/** The person's own saved views and those that were shared with the agency. */
export async function listViews(ctx: Context): Promise<{ views: SavedView[] }> {
  const ownerId = requireOwner(ctx);
  const rows = await readViews(ctx.db, ctx.companyId, ownerId);
  return { views: rows.map((row) => viewOf(row, ownerId)) };
}

/** A view keeps filters, not figures: whoever opens a shared one still sees granted locations only. */
export async function createView(ctx: Context, body: CreateView): Promise<SavedView> {
  const ownerId = requireOwner(ctx);
  if (body.shared) requireRole(ctx, "marketer");
  const row = await ctx.db.transaction(async (tx) => {
    await requireFreeName(tx, ctx, ownerId, body.name, null);
    const created = await insertView(tx, {
      companyId: ctx.companyId,
      ownerId,
      ownerName: ctx.actor.name,
      ...body,
      search: body.search.replace(/^\?/, ""),
    });
    await recordAudit(tx, ctx, { action: "views.created", ...targetOf(created), after: body });
    return created;
  });
  return viewOf(row, ownerId);
}

/** Renames, shares or stops sharing a view of one's own. */
export async function changeView(ctx: Context, input: { viewId: string } & ChangeView): Promise<SavedView> {
  const ownerId = requireOwner(ctx);
  if (input.shared) requireRole(ctx, "marketer");
  const row = await requireOwn(ctx, ownerId, input.viewId);
  const change = { name: input.name ?? row.name, shared: input.shared ?? row.shared };
  await ctx.db.transaction(async (tx) => {
    await requireFreeName(tx, ctx, ownerId, change.name, row.id);
    await updateView(tx, row.id, change);
    await recordAudit(tx, ctx, {
      action: "views.changed",
      ...targetOf(row),
      before: { name: row.name, shared: row.shared },
      after: change,
    });
  });
  return viewOf({ ...row, ...change }, ownerId);
}

export async function removeView(ctx: Context, { viewId }: { viewId: string }): Promise<SavedView> {
  const ownerId = requireOwner(ctx);
  const row = await requireOwn(ctx, ownerId, viewId);
  await ctx.db.transaction(async (tx) => {
    await deleteView(tx, row.id);
    await recordAudit(tx, ctx, {
      action: "views.deleted",
      ...targetOf(row),
      before: { name: row.name, path: row.path, search: row.search, shared: row.shared },
    });
  });
  return viewOf(row, ownerId);
}

const targetOf = (row: ViewRow) => ({ targetKind: "saved_view", targetId: row.id, targetName: row.name });

/** Views belong to people: a script's key has none. */
function requireOwner(ctx: Context): string {
  const userId = actorUserId(ctx);
  if (userId === null)
    throw new AppError("role_refused", { message: "Saved views belong to people, not to keys." });
  return userId;
}

async function requireOwn(ctx: Context, ownerId: string, viewId: string): Promise<ViewRow> {
  const row = await readView(ctx.db, ctx.companyId, viewId);
  // Another person's view is nobody's business unless it is shared.
  if (!row || (row.ownerId !== ownerId && !row.shared)) {
    throw new AppError("not_found", { message: "This view does not exist any more." });
  }
  if (row.ownerId !== ownerId) {
    throw new AppError("role_refused", { message: `Only ${row.ownerName} can change this view.` });
  }
  return row;
}

async function requireFreeName(
  tx: Transaction,
  ctx: Context,
  ownerId: string,
  name: string,
  exceptId: string | null,
): Promise<void> {
  await lockViews(tx, ownerId);
  if (await isNameTaken(tx, { companyId: ctx.companyId, ownerId }, name, exceptId)) {
    throw new AppError("conflict", {
      message: `You have a view named ${name} already. Choose another name.`,
    });
  }
}

function viewOf(row: ViewRow, ownerId: string): SavedView {
  const { id, name, path, search, shared, ownerName } = row;
  return { viewId: id, name, path, search, shared, ownerName, own: row.ownerId === ownerId };
}
