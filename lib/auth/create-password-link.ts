import type { Executor } from "@/db/client";
import { env } from "@/lib/env";
import { type LinkPurpose, replacePasswordLink } from "./password-link-repository";
import { hashToken, newSessionToken } from "./session-token";

const HOURS: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 24 };

/**
 * A single-use link that lets a person set their password. The token stands behind `#`, so it reaches neither server
 * logs nor other sites. It is shown once: only its hash is stored.
 */
export async function createPasswordLink(
  db: Executor,
  userId: string,
  purpose: LinkPurpose,
): Promise<{ link: string; expiresAt: Date }> {
  const token = newSessionToken();
  const hours = HOURS[purpose];
  const expiresAt = await replacePasswordLink(db, { tokenHash: hashToken(token), userId, purpose, hours });
  return { link: `${env().appUrl}/set-password#${token}`, expiresAt };
}
