import { recordAudit } from "@/lib/audit/record-audit";
import { revokeSessionsOf } from "@/lib/auth/session-repository";
import { actorUserId, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { personOf } from "./person-of";
import {
  countActiveAdmins,
  findPersonRow,
  lockPeople,
  replaceGrants,
  updateMembership,
  updateUser,
} from "./repository";
import { requireOwnLocations } from "./require-own-locations";
import type { ChangePersonInput, Person } from "./schema";

/**
 * Changes name, role, grants or whether a person may sign in; in force from their next request on. Throws
 * `unprocessable` rather than leave the agency without an admin who can sign in, or disable oneself.
 */
export async function changePerson(ctx: Context, userId: string, change: ChangePersonInput): Promise<Person> {
  return ctx.db.transaction(async (tx) => {
    await lockPeople(tx, ctx.companyId);
    const before = await findPersonRow(tx, ctx.companyId, userId);
    if (!before) throw new AppError("not_found", { message: "There is no such person in your agency." });
    if (change.disabled && userId === actorUserId(ctx)) {
      throw new AppError("unprocessable", { message: "You cannot disable yourself. Ask another admin." });
    }
    const role = change.role ?? before.role;
    const allLocations =
      role === "admin" || (change.allLocations ?? (before.role !== "admin" && before.allLocations));
    if (change.locationIds) await requireOwnLocations(tx, ctx, change.locationIds, before.locationIds);

    await updateUser(tx, userId, {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.disabled === undefined
        ? {}
        : { disabledAt: change.disabled ? (before.disabledAt ?? ctx.clock.now()) : null }),
    });
    await updateMembership(tx, ctx.companyId, userId, { role, allLocations });
    if (allLocations) await replaceGrants(tx, ctx.companyId, userId, []);
    else if (change.locationIds) {
      await replaceGrants(tx, ctx.companyId, userId, [...new Set(change.locationIds)]);
    }
    if (change.disabled) await revokeSessionsOf(tx, userId);
    if ((await countActiveAdmins(tx, ctx.companyId)) === 0) {
      throw new AppError("unprocessable", {
        message: `${before.name} is the last admin. Make somebody else an admin first; nothing was changed.`,
      });
    }

    const after = await findPersonRow(tx, ctx.companyId, userId);
    if (!after) throw new AppError("not_found");
    await recordAudit(tx, ctx, {
      action:
        change.disabled === undefined
          ? "person.changed"
          : change.disabled
            ? "person.disabled"
            : "person.enabled",
      targetKind: "person",
      targetId: userId,
      targetName: after.name,
      before: facts(personOf(before)),
      after: facts(personOf(after)),
    });
    return personOf(after);
  });
}

function facts({ name, role, status, allLocations, locationIds }: Person) {
  return { name, role, status, allLocations, locationIds };
}
