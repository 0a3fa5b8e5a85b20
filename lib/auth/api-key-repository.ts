import { and, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { apiKeys, companies, memberships, users } from "@/db/schema";

const columns = {
  keyId: apiKeys.id,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  allLocations: apiKeys.allLocations,
  locationIds: apiKeys.locationIds,
  createdByName: users.name,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  lastUsedAddress: apiKeys.lastUsedAddress,
  pausedAt: apiKeys.pausedAt,
  pausedReason: apiKeys.pausedReason,
  replacesId: apiKeys.replacesId,
  revokedAt: apiKeys.revokedAt,
  expired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= now(), false)`,
};

/** `lock`: held until the transaction ends, so that of two that change a key at once the second sees the first. */
export async function listApiKeyRows(db: Executor, companyId: string, { lock = false } = {}) {
  if (lock) {
    await db
      .select({ keyId: apiKeys.id })
      .from(apiKeys)
      .where(eq(apiKeys.companyId, companyId))
      .orderBy(apiKeys.id)
      .for("update");
  }
  return db
    .select(columns)
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.companyId, companyId))
    .orderBy(desc(apiKeys.createdAt));
}

export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeyRows>>[number];

export type LivingApiKey = NonNullable<Awaited<ReturnType<typeof findLivingApiKey>>>;

/** A key in force: not expired or revoked, and the admin who made it is still one. It may be paused. */
export async function findLivingApiKey(db: Executor, keyHash: string) {
  const [found] = await db
    .select({
      keyId: apiKeys.id,
      name: apiKeys.name,
      companyId: apiKeys.companyId,
      companyName: companies.name,
      scopes: apiKeys.scopes,
      allLocations: apiKeys.allLocations,
      locationIds: apiKeys.locationIds,
      lastUsedAddress: apiKeys.lastUsedAddress,
      pausedReason: apiKeys.pausedReason,
      isPaused: sql<boolean>`${apiKeys.pausedAt} is not null`,
      needsTouch: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.companyId, apiKeys.companyId)),
    )
    .innerJoin(companies, eq(companies.id, apiKeys.companyId))
    .where(
      and(
        eq(apiKeys.keyHash, keyHash),
        isNull(apiKeys.revokedAt),
        isNull(users.disabledAt),
        eq(memberships.role, "admin"),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
      ),
    );
  return found;
}

export async function touchApiKey(db: Executor, keyId: string, address: string | null): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()`, lastUsedAddress: address })
    .where(eq(apiKeys.id, keyId));
}

export async function insertApiKey(
  db: Executor,
  key: Omit<typeof apiKeys.$inferInsert, "expiresAt"> & { expiresInDays: number | null },
): Promise<string> {
  const { expiresInDays, ...values } = key;
  const [row] = await db
    .insert(apiKeys)
    .values({
      ...values,
      expiresAt: expiresInDays === null ? null : sql`now() + make_interval(days => ${expiresInDays})`,
    })
    .returning({ keyId: apiKeys.id });
  if (!row) throw new Error("the key was not stored");
  return row.keyId;
}

/** Ends a key at a moment, unless it ends before that by itself. */
export async function endApiKeyIn(db: Executor, keyId: string, hours: number): Promise<void> {
  const end = sql`now() + make_interval(hours => ${hours})`;
  await db
    .update(apiKeys)
    .set({ expiresAt: sql`least(coalesce(${apiKeys.expiresAt}, ${end}), ${end})` })
    .where(eq(apiKeys.id, keyId));
}

/** True when that changed anything: the key is in force and was not paused (or was, to resume it). */
export async function setApiKeyPause(
  db: Executor,
  companyId: string,
  keyId: string,
  reason: string | null,
): Promise<boolean> {
  const changed = await db
    .update(apiKeys)
    .set({ pausedAt: reason === null ? null : sql`now()`, pausedReason: reason })
    .where(
      and(
        eq(apiKeys.id, keyId),
        eq(apiKeys.companyId, companyId),
        isNull(apiKeys.revokedAt),
        reason === null ? isNotNull(apiKeys.pausedAt) : isNull(apiKeys.pausedAt),
      ),
    )
    .returning({ keyId: apiKeys.id });
  return changed.length === 1;
}

export async function revokeApiKeyRow(db: Executor, companyId: string, keyId: string): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.companyId, companyId), isNull(apiKeys.revokedAt)))
    .returning({ keyId: apiKeys.id });
  return revoked.length === 1;
}
