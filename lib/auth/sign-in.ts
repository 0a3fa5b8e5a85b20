import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { noticeFailedFactor } from "@/lib/watch/notice-failed-factor";
import { type Account, findAccount, findAccountByEmail } from "./account-repository";
import { checkSecondFactor, hasSecondFactor } from "./check-second-factor";
import { endPreviousSession } from "./end-previous-session";
import { verifyPassword } from "./hash-password";
import { countAttempt } from "./limit-attempts";
import { openSession } from "./open-session";
import type { PasskeyResponse } from "./passkey-schema";
import { checkPasskey } from "./prove-with-passkey";

export type SignInInput = {
  email: string;
  password: string;
  /** Of the authenticator app, or a recovery code; asked for once the password was right. */
  code?: string | undefined;
  /** The session that this browser held before, if any: it ends with a new sign-in. */
  previousToken: string | null;
};

/**
 * Checks e-mail and password and opens a session. Returns the account and the session's token. Unknown, disabled and
 * never activated accounts read like a wrong password and take as long. Throws `sign_in_failed`, `too_many_attempts`,
 * and with a right password `second_factor_required`, `second_factor_failed`.
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<{ account: Account; token: string }> {
  const email = input.email.trim().toLowerCase().slice(0, 254);
  const attempt = await countAttempt(ctx, "sign-in", email);
  const account = await findAccountByEmail(ctx.db, email);
  const fits = await verifyPassword(account?.passwordHash, input.password.slice(0, 200));
  if (!account || !fits || account.disabledAt) {
    const reason = account?.disabledAt ? "the person is disabled" : "the password was wrong";
    if (account) await recordRefusal(ctx, account, reason);
    throw new AppError("sign_in_failed");
  }
  const secondFactor = await hasSecondFactor(ctx, account.userId);
  if (secondFactor && !input.code) {
    await attempt.release();
    throw new AppError("second_factor_required");
  }
  if (secondFactor && !(await checkSecondFactor(ctx, account.userId, input.code ?? ""))) {
    await recordRefusal(ctx, account, "the code was wrong or used already");
    throw new AppError("second_factor_failed");
  }
  const token = await ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await endPreviousSession(tx, input.previousToken);
    return openSession(tx, ctx, account, { method: "password", secondFactor });
  });
  return { account, token };
}

/**
 * Opens a session for whoever the passkey belongs to: it proves the device and, by PIN, finger or face, the person, so
 * neither password nor code is asked for. Throws `passkey_failed`, `too_many_attempts`.
 */
export async function signInWithPasskey(
  ctx: Context,
  input: { response: PasskeyResponse; previousToken: string | null },
): Promise<{ account: Account; token: string }> {
  const attempt = await countAttempt(ctx, "passkey", input.response.id);
  const passkey = await checkPasskey(ctx, { purpose: "sign_in" }, input.response);
  const account = passkey && (await findAccount(ctx.db, passkey.userId));
  if (!account || account.disabledAt) {
    if (account) await recordRefusal(ctx, account, "the person is disabled");
    throw new AppError("passkey_failed");
  }
  const token = await ctx.db.transaction(async (tx) => {
    await attempt.clear(tx);
    await endPreviousSession(tx, input.previousToken);
    return openSession(tx, ctx, account, { method: "passkey", secondFactor: true });
  });
  return { account, token };
}

function recordRefusal(ctx: Context, account: Account, reason: string): Promise<void> {
  void noticeFailedFactor(ctx, account);
  return ctx.db.transaction((tx) =>
    recordAudit(
      tx,
      { ...ctx, companyId: account.companyId },
      {
        action: "session.refused",
        targetKind: "person",
        targetId: account.userId,
        targetName: account.name,
        after: { reason },
      },
    ),
  );
}
