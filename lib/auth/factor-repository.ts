import { and, count, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { passkeys, recoveryCodes, sessions, totpFactors } from "@/db/schema";

export async function findTotp(db: Executor, userId: string) {
  const [factor] = await db.select().from(totpFactors).where(eq(totpFactors.userId, userId));
  return factor;
}

/** Takes the place of a set-up that was never finished; false when the app is confirmed already. */
export async function storePendingTotp(
  db: Executor,
  userId: string,
  secretCiphertext: string,
): Promise<boolean> {
  const stored = await db
    .insert(totpFactors)
    .values({ userId, secretCiphertext })
    .onConflictDoUpdate({
      target: totpFactors.userId,
      set: { secretCiphertext, lastStep: null },
      setWhere: isNull(totpFactors.confirmedAt),
    })
    .returning({ userId: totpFactors.userId });
  return stored.length === 1;
}

/** True for exactly one of any number of callers with the same step or an older one. */
export async function spendTotpStep(db: Executor, userId: string, step: number): Promise<boolean> {
  const spent = await db
    .update(totpFactors)
    .set({ lastStep: step })
    .where(
      and(eq(totpFactors.userId, userId), or(isNull(totpFactors.lastStep), lt(totpFactors.lastStep, step))),
    )
    .returning({ userId: totpFactors.userId });
  return spent.length === 1;
}

export async function markTotpConfirmed(tx: Transaction, userId: string): Promise<void> {
  await tx.update(totpFactors).set({ confirmedAt: sql`now()` }).where(eq(totpFactors.userId, userId));
}

/** True when there was one. */
export async function deleteTotp(tx: Transaction, userId: string): Promise<boolean> {
  const gone = await tx.delete(totpFactors).where(eq(totpFactors.userId, userId)).returning();
  return gone.length > 0;
}

export type Factors = {
  totpConfirmedAt: Date | null;
  passkeys: number;
  recoveryCodesLeft: number;
  /** Whether something besides the password is asked for at sign-in. */
  any: boolean;
};

/** What a person can prove themselves with besides the password. */
export async function readFactors(db: Executor, userId: string): Promise<Factors> {
  // One after the other: inside a transaction there is one connection.
  const app = await findTotp(db, userId);
  const [keys] = await db.select({ passkeys: count() }).from(passkeys).where(eq(passkeys.userId, userId));
  const recoveryCodesLeft = await countRecoveryCodes(db, userId);
  const totpConfirmedAt = app?.confirmedAt ?? null;
  const held = keys?.passkeys ?? 0;
  return { totpConfirmedAt, passkeys: held, recoveryCodesLeft, any: totpConfirmedAt !== null || held > 0 };
}

export async function replaceRecoveryCodes(tx: Transaction, userId: string, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (hashes.length === 0) return;
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash })));
}

export async function spendRecoveryCode(db: Executor, userId: string, codeHash: string): Promise<boolean> {
  const spent = await db
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return spent.length === 1;
}

async function countRecoveryCodes(db: Executor, userId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.left ?? 0;
}

/** The person proved themselves again just now. */
export async function markSteppedUp(
  db: Executor,
  sessionId: string,
  options: { secondFactor: boolean },
): Promise<void> {
  await db
    .update(sessions)
    .set({ steppedUpAt: sql`now()`, ...(options.secondFactor ? { secondFactorAt: sql`now()` } : {}) })
    .where(eq(sessions.id, sessionId));
}
