import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { apiKeys, users } from "@/db/schema";
import type { Subject } from "./schema";

/** Pauses a key unless it is paused already; its name when it was. */
export async function pauseKey(db: Executor, keyId: string, reason: string): Promise<string | null> {
  const [row] = await db
    .update(apiKeys)
    .set({ pausedAt: sql`now()`, pausedReason: reason })
    .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.pausedAt), isNull(apiKeys.revokedAt)))
    .returning({ name: apiKeys.name });
  return row?.name ?? null;
}

/** Whose id it is that was counted; null for one that is gone. */
export async function findSubject(
  db: Executor,
  subjectId: string,
): Promise<(Subject & { name: string }) | null> {
  const [key] = await db.select({ name: apiKeys.name }).from(apiKeys).where(eq(apiKeys.id, subjectId));
  if (key) return { kind: "api_key", id: subjectId, name: key.name };
  const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, subjectId));
  return user ? { kind: "person", id: subjectId, name: user.name } : null;
}
