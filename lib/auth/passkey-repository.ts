import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { passkeyChallenges, passkeys } from "@/db/schema";

export type PasskeyRow = typeof passkeys.$inferSelect;
export type PasskeyPurpose = (typeof passkeyChallenges.$inferInsert)["purpose"];

export function listPasskeyRows(db: Executor, userId: string): Promise<PasskeyRow[]> {
  return db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt));
}

export async function findPasskey(db: Executor, credentialId: string): Promise<PasskeyRow | undefined> {
  const [found] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return found;
}

/** Undefined when the credential is known already. */
export async function insertPasskey(
  tx: Transaction,
  passkey: typeof passkeys.$inferInsert,
): Promise<PasskeyRow | undefined> {
  const [stored] = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning();
  return stored;
}

export async function renamePasskeyRow(
  tx: Transaction,
  userId: string,
  credentialId: string,
  name: string,
): Promise<PasskeyRow | undefined> {
  const [renamed] = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.userId, userId), eq(passkeys.credentialId, credentialId)))
    .returning();
  return renamed;
}

export async function deletePasskeyRow(
  tx: Transaction,
  userId: string,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  const [gone] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.credentialId, credentialId)))
    .returning();
  return gone;
}

export async function deletePasskeysOf(tx: Transaction, userId: string): Promise<number> {
  return (await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning()).length;
}

export async function markPasskeyUsed(db: Executor, credentialId: string, counter: number): Promise<void> {
  await db
    .update(passkeys)
    .set({ counter, lastUsedAt: sql`now()` })
    .where(eq(passkeys.credentialId, credentialId));
}

const MINUTES = 5;

/** Stores a question for the next minutes, and forgets those nobody answered. */
export async function storeChallenge(
  db: Executor,
  question: {
    challengeHash: string;
    purpose: PasskeyPurpose;
    userId: string | null;
    sessionId: string | null;
  },
): Promise<void> {
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, sql`now()`));
  await db
    .insert(passkeyChallenges)
    .values({ ...question, expiresAt: sql`now() + make_interval(mins => ${MINUTES})` });
}

/** The question, for exactly one of any number of callers; undefined once answered or too old. */
export async function takeChallenge(db: Executor, challengeHash: string, purpose: PasskeyPurpose) {
  const [taken] = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, challengeHash),
        eq(passkeyChallenges.purpose, purpose),
        gt(passkeyChallenges.expiresAt, sql`now()`),
      ),
    )
    .returning();
  return taken;
}
