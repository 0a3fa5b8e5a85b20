import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { type AssignmentRow, readAccounts, readAssignment, readGroups } from "./repository";
import type { AccountsReply, AssignmentView } from "./schema";
import { syncAccounts } from "./sync-accounts";

/**
 * A location's connected accounts with groups, expiry and assignment, read anew from the upstream. When that fails the
 * last known list is answered, marked stale with the reason; without any known list the failure is thrown.
 */
export async function listAccounts(ctx: Context, input: { locationId: string }): Promise<AccountsReply> {
  const { locationId } = input;
  let stale: AccountsReply["stale"] = null;
  try {
    await syncAccounts(ctx, locationId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "location_refused" || error.code === "not_found")
      throw error;
    stale = { code: error.code, message: error.message };
  }
  const location = await getLocation(ctx, locationId);
  const [rows, groups, assignment] = await Promise.all([
    readAccounts(ctx.db, locationId),
    readGroups(ctx.db, locationId),
    readAssignment(ctx.db, locationId),
  ]);
  const assigned = new Set(assignment?.accountIds);
  return {
    locationId,
    accounts: rows.map((row) => ({
      id: row.id,
      profileId: row.profileId,
      name: row.name,
      platform: row.platform,
      type: row.type,
      avatar: row.avatar,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      isExpired: row.isExpired,
      assigned: assigned.has(row.id),
    })),
    groups: groups.map(({ id, name, accountIds }) => ({ id, name, accountIds })),
    assignment: assignment ? viewOf(assignment) : null,
    syncedAt: location.accountsSyncedAt?.toISOString() ?? null,
    stale,
  };
}

function viewOf(row: AssignmentRow): AssignmentView {
  return {
    accountIds: row.accountIds,
    outcome: row.outcome,
    detail: row.outcomeDetail,
    unknownIds: row.unknownIds,
    traceId: row.traceId,
    assignedAt: row.assignedAt.toISOString(),
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
  };
}
