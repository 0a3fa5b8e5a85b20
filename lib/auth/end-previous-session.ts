import type { Transaction } from "@/db/client";
import { findSessionByToken, revokeSession } from "./session-repository";
import { hashToken } from "./session-token";

/** The session that the browser held before ends with a new sign-in. */
export async function endPreviousSession(tx: Transaction, token: string | null): Promise<void> {
  const previous = token && (await findSessionByToken(tx, hashToken(token)));
  if (previous) await revokeSession(tx, previous.userId, previous.sessionId);
}
