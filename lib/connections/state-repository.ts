import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { oauthStates } from "@/db/schema";

export type NewOauthState = Omit<typeof oauthStates.$inferInsert, "expiresAt" | "createdAt" | "usedAt">;
export type OauthState = typeof oauthStates.$inferSelect & { isLate: boolean };

const LIFE = sql`interval '10 minutes'`;

/** Keeps a round trip's state for ten minutes, and clears away those of yesterday. */
export async function insertOauthState(db: Executor, state: NewOauthState): Promise<void> {
  await db.delete(oauthStates).where(lt(oauthStates.expiresAt, sql`now() - interval '1 day'`));
  await db.insert(oauthStates).values({ ...state, expiresAt: sql`now() + ${LIFE}` });
}

export async function readOauthState(db: Executor, stateHash: string): Promise<OauthState | null> {
  const [row] = await db
    .select({ state: oauthStates, isLate: sql<boolean>`${oauthStates.expiresAt} < now()` })
    .from(oauthStates)
    .where(eq(oauthStates.stateHash, stateHash));
  return row ? { ...row.state, isLate: row.isLate } : null;
}

/** True for exactly one caller: a state works once. */
export async function spendOauthState(db: Executor, stateHash: string): Promise<boolean> {
  const spent = await db
    .update(oauthStates)
    .set({ usedAt: sql`now()` })
    .where(and(eq(oauthStates.stateHash, stateHash), isNull(oauthStates.usedAt)))
    .returning({ stateHash: oauthStates.stateHash });
  return spent.length === 1;
}
