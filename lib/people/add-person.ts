import { recordAudit } from "@/lib/audit/record-audit";
import { createPasswordLink } from "@/lib/auth/create-password-link";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Mailed, mailLink } from "./mail-link";
import { personOf } from "./person-of";
import { findPersonRow, insertPerson, readCompanyName, replaceGrants } from "./repository";
import { requireOwnLocations } from "./require-own-locations";
import type { AddPersonInput, Person } from "./schema";

export type PersonWithLink = { person: Person; link: string; expiresAt: string; mailed: Mailed };

/** Adds a person and makes the link that lets them set a password, mailed where a mail server is set. Throws `conflict` when the address is taken. */
export async function addPerson(ctx: Context, input: AddPersonInput): Promise<PersonWithLink> {
  const allLocations = input.role === "admin" || input.allLocations;
  const locationIds = allLocations ? [] : [...new Set(input.locationIds)];
  const made = await ctx.db.transaction(async (tx) => {
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
  const companyName = await readCompanyName(ctx.db, ctx.companyId);
  return { ...made, mailed: await mailLink(ctx, { ...made, companyName, purpose: "invitation" }) };
}
