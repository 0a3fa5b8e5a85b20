import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  type Account,
  findAccountByEmail,
  findAccountByExternalId,
  linkExternalId,
} from "./account-repository";
import { endPreviousSession } from "./end-previous-session";
import { openSession } from "./open-session";

export type ExternalIdentity = {
  issuer: string;
  /** The provider's own id of the person: never reused, unlike an address. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
};

/**
 * Opens a session for somebody whom the identity provider vouches for. At the first time they are matched by their
 * verified e-mail address; people must have been added here before. A second factor is the provider's business then.
 * Throws `external_unknown`.
 */
export async function signInExternally(
  ctx: Context,
  identity: ExternalIdentity,
  previousToken: string | null,
): Promise<{ account: Account; token: string }> {
  const externalId = `${identity.issuer}|${identity.subject}`;
  return ctx.db.transaction(async (tx) => {
    let account = await findAccountByExternalId(tx, externalId);
    if (!account && identity.email && identity.emailVerified) {
      account = await findAccountByEmail(tx, identity.email);
      // Somebody else's id stands there already: the address changed hands at the provider.
      if (account && !(await linkExternalId(tx, account.userId, externalId))) account = undefined;
      if (account) {
        await recordAudit(
          tx,
          { ...ctx, companyId: account.companyId },
          {
            action: "person.linked",
            targetKind: "person",
            targetId: account.userId,
            targetName: account.name,
            after: { issuer: identity.issuer },
          },
        );
      }
    }
    if (!account || account.disabledAt) throw new AppError("external_unknown");
    await endPreviousSession(tx, previousToken);
    const token = await openSession(tx, ctx, account, { method: "external", secondFactor: true });
    return { account, token };
  });
}
