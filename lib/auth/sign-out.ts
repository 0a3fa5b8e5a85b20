import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { findSessionByToken, revokeSession } from "./session-repository";
import { hashToken } from "./session-token";

/** Ends the session of a token; a token that is known no more is no error. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  const session = await findSessionByToken(ctx.db, hashToken(token));
  if (!session || session.revokedAt) return;
  await ctx.db.transaction(async (tx) => {
    await revokeSession(tx, session.userId, session.sessionId);
    const { userId, sessionId, companyId, name, email, role } = session;
    const actor = { kind: "person", userId, sessionId, name, email, role, steppedUpAt: null } as const;
    await recordAudit(
      tx,
      { ...ctx, actor, companyId },
      { action: "session.closed", targetKind: "person", targetId: userId, targetName: name },
    );
  });
}
