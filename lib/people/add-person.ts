import { recordAudit } from "@/lib/audit/record-audit";
import { createPasswordLink } from "@/lib/auth/create-password-link";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { personOf } from "./person-of";
import { findPersonRow, insertPerson, replaceGrants } from "./repository";
import { requireOwnLocations } from "./require-own-locations";
import type { AddPersonInput, Person } from "./schema";

export type PersonWithLink = { person: Person; link: string; expiresAt: string };

/** Adds a person and makes the link that lets them set a password. Throws `conflict` when the address is taken. */
export async function addPerson(ctx: Context, input: AddPersonInput): Promise<PersonWithLink> {
  const allLocations = input.role === "admin" || input.allLocations;
  const locationIds = allLocations ? [] : [...new Set(input.locationIds)];
  return ctx.db.transaction(async (tx) => {
    await requireOwnLocations(tx, ctx, locationIds);
    const userId = await insertPerson(tx, { ...input, allLocations, companyId: ctx.companyId });
    if (!userId) {
      throw new AppError("conflict", {
        message: `Somebody with the address ${input.email} exists already. Use another address.`,
        fields: [{ path: "body.email", message: "This address is taken." }],
      });
    }
    await replaceGrants(tx, ctx.companyId, userId, locationIds);
    const { link, expiresAt } = await createPasswordLink(tx, userId, "invitation");
    const row = await findPersonRow(tx, ctx.companyId, userId);
    if (!row) throw new AppError("not_found");
    await recordAudit(tx, ctx, {
      action: "person.added",
      targetKind: "person",
      targetId: userId,
      targetName: input.name,
      after: { email: input.email, role: input.role, allLocations, locationIds },
    });
    return { person: personOf(row), link, expiresAt: expiresAt.toISOString() };
  });
}
