import { recordAudit } from "@/lib/audit/record-audit";
import { createPasswordLink } from "@/lib/auth/create-password-link";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { PersonWithLink } from "./add-person";
import { mailLink } from "./mail-link";
import { personOf } from "./person-of";
import { findPersonRow, readCompanyName } from "./repository";

/** A fresh link for somebody who lost the invitation or the password; earlier links stop working. */
export async function resetPasswordLink(ctx: Context, userId: string): Promise<PersonWithLink> {
  const { purpose, ...made } = await ctx.db.transaction(async (tx) => {
    const row = await findPersonRow(tx, ctx.companyId, userId);
    if (!row) throw new AppError("not_found", { message: "There is no such person in your agency." });
    if (row.disabledAt) {
      throw new AppError("unprocessable", {
        message: `${row.name} is disabled, so a link would not work. Enable ${row.name} first.`,
      });
    }
    const purpose = row.activated ? ("reset" as const) : ("invitation" as const);
    const { link, expiresAt } = await createPasswordLink(tx, userId, purpose);
    await recordAudit(tx, ctx, {
      action: "person.link_made",
      targetKind: "person",
      targetId: userId,
      targetName: row.name,
      after: { purpose, expiresAt: expiresAt.toISOString() },
    });
    return { person: personOf(row), link, expiresAt: expiresAt.toISOString(), purpose };
  });
  const companyName = await readCompanyName(ctx.db, ctx.companyId);
  return { ...made, mailed: await mailLink(ctx, { ...made, companyName, purpose }) };
}
