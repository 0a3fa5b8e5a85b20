import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { claimAttempt, clearAttempts, releaseAttempts } from "./attempt-repository";
import { hashToken } from "./session-token";

/** Wrong passwords from one network address before it waits; and from all addresses together. */
export const FREE_ATTEMPTS = { perAddress: 5, perAccount: 100 } as const;

/**
 * Counts an attempt against `subject` (an e-mail address, a user) before it is looked at. Throws `too_many_attempts`
 * while a lock holds. One address cannot lock others out of the account until very many addresses have failed.
 */
export async function countAttempt(ctx: Pick<Context, "db" | "address">, purpose: string, subject: string) {
  const perAddress = hashToken(`${purpose}|${subject}|${ctx.address ?? "unknown"}`);
  const perAccount = hashToken(`${purpose}|${subject}`);
  const claims = [
    await claimAttempt(ctx.db, perAddress, FREE_ATTEMPTS.perAddress),
    await claimAttempt(ctx.db, perAccount, FREE_ATTEMPTS.perAccount),
  ];
  const refused = claims.filter((claim) => claim.refused);
  if (refused.length > 0) throw tooMany(Math.max(...refused.map((claim) => claim.waitSeconds)));
  return {
    clear: (db: Parameters<typeof clearAttempts>[0]) => clearAttempts(db, [perAddress, perAccount]),
    release: () => releaseAttempts(ctx.db, [perAddress, perAccount]),
  };
}

function tooMany(waitSeconds: number): AppError {
  const minutes = Math.ceil(waitSeconds / 60);
  return new AppError("too_many_attempts", {
    message: `Too many attempts. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`,
    retryAfterSeconds: waitSeconds,
  });
}
