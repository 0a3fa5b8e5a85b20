import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
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
  revokedAt: apiKeys.revokedAt,
  expired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= now(), false)`,
};

export function listApiKeyRows(db: Executor, companyId: string) {
  return db
    .select(columns)
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.companyId, companyId))
    .orderBy(desc(apiKeys.createdAt));
}

export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeyRows>>[number];

/** A key in force: not expired or revoked, and the admin who made it is still one. */
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

export async function revokeApiKeyRow(db: Executor, companyId: string, keyId: string): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.companyId, companyId), isNull(apiKeys.revokedAt)))
    .returning({ keyId: apiKeys.id });
  return revoked.length === 1;
}
