import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, mayUseLocation, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readLocations } from "@/lib/locations/repository";
import {
  deleteGroup,
  type GroupRow,
  insertGroup,
  isNameTaken,
  lockGroups,
  readGroups,
  readGroupsById,
  updateGroup,
} from "./repository";
import type { GroupBody, GroupView } from "./schema";

/** The agency's groups of locations, each with the locations the person was granted; groups without any are left out. */
export async function listGroups(ctx: Context): Promise<{ groups: GroupView[] }> {
  const rows = await readGroups(ctx.db, ctx.companyId);
  const known = await knownLocations(ctx);
  return {
    groups: rows.map((row) => viewOf(row, known)).filter(({ locationIds }) => locationIds.length > 0),
  };
}

/** Throws `conflict` where the name is taken, `location_refused` for a location that was not granted. */
export async function createGroup(ctx: Context, body: GroupBody): Promise<GroupView> {
  requireRole(ctx, "marketer");
  const known = await requireMembers(ctx, body.locationIds);
  const row = await ctx.db.transaction(async (tx) => {
    await requireFreeName(tx, ctx, body.name, null);
    const created = await insertGroup(tx, { companyId: ctx.companyId, ...body });
    await recordAudit(tx, ctx, {
      action: "location-groups.created",
      targetKind: "location_group",
      targetId: created.id,
      targetName: created.name,
      after: body,
    });
    return created;
  });
  return viewOf(row, known);
}

/** Throws `location_refused` where the group holds locations that the person was not granted. */
export async function changeGroup(ctx: Context, input: { groupId: string } & GroupBody): Promise<GroupView> {
  requireRole(ctx, "marketer");
  const { groupId, ...body } = input;
  const known = await requireMembers(ctx, body.locationIds);
  const row = await ctx.db.transaction(async (tx) => {
    await requireFreeName(tx, ctx, body.name, groupId);
    const before = await requireWholeGroup(tx, ctx, groupId);
    const changed = await updateGroup(tx, groupId, body);
    await recordAudit(tx, ctx, {
      action: "location-groups.changed",
      targetKind: "location_group",
      targetId: groupId,
      targetName: changed.name,
      before: { name: before.name, locationIds: before.locationIds },
      after: body,
    });
    return changed;
  });
  return viewOf(row, known);
}

/** Its locations stay; saved addresses that name the group say that it is gone. */
export async function removeGroup(ctx: Context, { groupId }: { groupId: string }): Promise<GroupView> {
  requireRole(ctx, "marketer");
  const known = await knownLocations(ctx);
  const row = await ctx.db.transaction(async (tx) => {
    const before = await requireWholeGroup(tx, ctx, groupId);
    await deleteGroup(tx, groupId);
    await recordAudit(tx, ctx, {
      action: "location-groups.deleted",
      targetKind: "location_group",
      targetId: groupId,
      targetName: before.name,
      before: { name: before.name, locationIds: before.locationIds },
    });
    return before;
  });
  return viewOf(row, known);
}

/** The granted locations of the named groups. Throws `not_found` for a group that the agency does not have. */
export async function locationsOfGroups(ctx: Context, groupIds: readonly string[]): Promise<string[]> {
  const ids = groupIds.filter((id) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id));
  const rows = ids.length === 0 ? [] : await readGroupsById(ctx.db, ctx.companyId, ids);
  const missing = groupIds.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) {
    throw new AppError("not_found", {
      message: "This group of locations does not exist any more. Choose another group, or reset the filters.",
    });
  }
  const members = new Set(rows.flatMap(({ locationIds }) => locationIds));
  return [...members].filter((id) => mayUseLocation(ctx, id));
}

async function knownLocations(ctx: Context): Promise<Set<string>> {
  return new Set((await readLocations(ctx.db, ctx.companyId, ctx.locations)).map(({ id }) => id));
}

async function requireMembers(ctx: Context, locationIds: readonly string[]): Promise<Set<string>> {
  const known = await knownLocations(ctx);
  for (const id of locationIds) {
    requireLocation(ctx, id);
    if (!known.has(id)) {
      throw new AppError("not_found", { message: `There is no location ${id} in your agency.` });
    }
  }
  return known;
}

async function requireFreeName(tx: Transaction, ctx: Context, name: string, exceptId: string | null) {
  await lockGroups(tx, ctx.companyId);
  if (await isNameTaken(tx, ctx.companyId, name, exceptId)) {
    throw new AppError("conflict", { message: `A group named ${name} exists already. Choose another name.` });
  }
}

async function requireWholeGroup(tx: Transaction, ctx: Context, groupId: string): Promise<GroupRow> {
  const [row] = await readGroupsById(tx, ctx.companyId, [groupId]);
  if (!row) throw new AppError("not_found", { message: "This group does not exist any more." });
  const refused = row.locationIds.filter((id) => !mayUseLocation(ctx, id)).length;
  if (refused > 0) {
    throw new AppError("location_refused", {
      message: `${row.name} holds ${refused} locations that you were not granted, so only an admin can change it.`,
    });
  }
  return row;
}

function viewOf(row: GroupRow, known: ReadonlySet<string>): GroupView {
  const locationIds = row.locationIds.filter((id) => known.has(id));
  return {
    groupId: row.id,
    name: row.name,
    locationIds,
    hidden: row.locationIds.length - locationIds.length,
  };
}
