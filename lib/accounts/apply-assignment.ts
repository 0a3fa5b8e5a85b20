import { withLock } from "@/db/locks";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { assignAccounts } from "./assign-accounts";
import { readAssignment } from "./repository";
import type { AssignResult } from "./schema";

/**
 * Assigns what a preview of a sheet showed for one location. Throws `version_changed` where the assignment is another
 * than the one it was compared with; a repeat finds it done and sends nothing.
 */
export async function applyAssignment(
  ctx: Context,
  input: { locationId: string; accountIds: string[]; expected: string[] },
): Promise<AssignResult> {
  requireRole(ctx, "admin");
  const location = await getLocation(ctx, input.locationId);
  return withLock(ctx.db, `assignment-sheet:${location.id}`, async () => {
    const present = await readAssignment(ctx.db, location.id);
    const settled = present?.outcome === "accepted" || present?.outcome === "stored";
    if (present && settled && sameIds(present.accountIds, input.accountIds))
      return {
        outcome: present.outcome === "accepted" ? "accepted" : "stored",
        message: "It is assigned so already.",
        accepted: present.outcome === "accepted" ? present.accountIds : [],
        stored: present.outcome === "stored" ? present.accountIds : [],
        unknown: [],
        verifiedAt: present.verifiedAt?.toISOString() ?? null,
      };
    if (!sameIds(present?.accountIds ?? [], input.expected))
      throw new AppError("version_changed", {
        message: "The assignment was changed since the sheet was compared. Upload the sheet again.",
      });
    return assignAccounts(ctx, { locationId: location.id, accountIds: input.accountIds });
  });
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
