import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor, Context } from "@/lib/context";
import { env } from "@/lib/env";
import { noticeSignIn } from "@/lib/watch/notice-sign-in";
import type { Account } from "./account-repository";
import { insertSession } from "./session-repository";
import { hashToken, newSessionToken } from "./session-token";

/**
 * Opens a session for a person who has just proved who they are, and returns its token: always a new one, so a cookie
 * planted before the sign-in is worth nothing.
 */
export async function openSession(
  tx: Transaction,
  ctx: Context,
  account: Account,
  how: { method: "password" | "passkey" | "external" | "first_run" | "link"; secondFactor: boolean },
): Promise<string> {
  const token = newSessionToken();
  const sessionId = await insertSession(tx, {
    tokenHash: hashToken(token),
    userId: account.userId,
    companyId: account.companyId,
    userAgent: ctx.userAgent?.slice(0, 400) ?? null,
    address: ctx.address,
    idleMinutes: env().SESSION_IDLE_MINUTES,
    maxHours: env().SESSION_MAX_HOURS,
    secondFactor: how.secondFactor,
  });
  await noticeSignIn(tx, ctx, { ...account, sessionId });
  const actor: Actor = {
    kind: "person",
    userId: account.userId,
    sessionId,
    name: account.name,
    email: account.email,
    role: account.role,
    steppedUpAt: null,
  };
  await recordAudit(
    tx,
    { ...ctx, actor, companyId: account.companyId },
    {
      action: "session.opened",
      targetKind: "person",
      targetId: account.userId,
      targetName: account.name,
      after: { method: how.method, secondFactor: how.secondFactor, device: ctx.userAgent },
    },
  );
  return token;
}
