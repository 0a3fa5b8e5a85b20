import { and, asc, eq, gt, isNotNull, lt, ne, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { connections, credentials, installationFacts, totpFactors } from "@/db/schema";

/** Sealed as they are: what is stored for one company. */
export async function readStoredSecrets(db: Executor, companyId: string) {
  return db.select().from(credentials).where(eq(credentials.companyId, companyId));
}

/** The company's API keys, sealed, each with the connection that has it. */
export async function readStoredKeys(db: Executor, companyId: string) {
  return db
    .select({ connectionId: connections.id, label: connections.label, credential: credentials })
    .from(credentials)
    .innerJoin(connections, eq(connections.id, credentials.connectionId))
    .where(
      and(
        eq(credentials.companyId, companyId),
        eq(connections.kind, "api_key"),
        ne(connections.status, "removed"),
      ),
    );
}

/** Lets one API key of the company be stored at a time, until the transaction ends. */
export async function lockApiKeys(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${companyId}`}, 0))`);
}

/** Location tokens that were held back ("Location is not active") and whose time to try again has come. */
export async function readHeldBack(db: Executor, limit: number) {
  return db
    .select({
      id: credentials.id,
      version: credentials.version,
      companyId: credentials.companyId,
      locationId: credentials.locationId,
    })
    .from(credentials)
    .innerJoin(connections, eq(connections.id, credentials.connectionId))
    .where(
      and(
        eq(connections.status, "working"),
        eq(credentials.status, "paused"),
        lt(credentials.retryAt, sql`now()`),
      ),
    )
    .orderBy(asc(credentials.retryAt))
    .limit(limit);
}

/** Makes a token due at once: the next call, or the next round of the refresh job, renews it. */
export async function releaseCredentials(
  db: Executor,
  companyId: string,
  connectionId: string,
  locationId: string,
): Promise<void> {
  await db
    .update(credentials)
    .set({ status: "working", statusReason: null, retryAt: null })
    .where(
      and(
        eq(credentials.companyId, companyId),
        eq(credentials.connectionId, connectionId),
        eq(credentials.locationId, locationId),
      ),
    );
}

export async function deleteCredentials(
  db: Executor,
  companyId: string,
  connectionId: string,
): Promise<number> {
  const gone = await db
    .delete(credentials)
    .where(and(eq(credentials.companyId, companyId), eq(credentials.connectionId, connectionId)))
    .returning({ id: credentials.id });
  return gone.length;
}

/** Destroys the old key of an overlap: of one connection at once, or of all whose time is up. */
export async function destroyPrevious(db: Executor, connectionId: string | null): Promise<string[]> {
  const rows = await db
    .update(credentials)
    .set({ previousCiphertext: null, previousUntil: null })
    .where(
      and(
        isNotNull(credentials.previousCiphertext),
        connectionId === null
          ? lt(credentials.previousUntil, sql`now()`)
          : eq(credentials.connectionId, connectionId),
      ),
    )
    .returning({ connectionId: credentials.connectionId });
  return rows.map((row) => row.connectionId);
}

export async function setLabel(
  db: Executor,
  companyId: string,
  connectionId: string,
  label: string,
): Promise<void> {
  await db
    .update(connections)
    .set({ label, updatedAt: sql`now()` })
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
}

export async function setRotationDays(
  db: Executor,
  companyId: string,
  connectionId: string,
  days: number,
): Promise<boolean> {
  const changed = await db
    .update(connections)
    .set({
      rotationDays: days,
      rotationDueAt: sql`coalesce((select max(${credentials.refreshedAt}) from ${credentials} where ${credentials.connectionId} = ${connections.id} and ${credentials.refreshCiphertext} is null and ${credentials.locationId} = ''), ${connections.createdAt}) + make_interval(days => ${days})`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(connections.companyId, companyId),
        eq(connections.id, connectionId),
        ne(connections.status, "removed"),
      ),
    )
    .returning({ id: connections.id });
  return changed.length === 1;
}

/** How many stored secrets of the whole installation each vault key wraps, second factors included. */
export async function countKeyUse(db: Executor): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ keyId: string; stored: number }>(sql`
    select key_id as "keyId", count(*) as stored from (
      select ${credentials.keyId} as key_id from ${credentials}
      union all select split_part(${totpFactors.secretCiphertext}, ':', 2) from ${totpFactors}
    ) as sealed group by key_id`);
  return new Map(rows.map(({ keyId, stored }) => [keyId, Number(stored)]));
}

export type ToReseal = { userId: string; secretCiphertext: string };

/** The next second factors that an older key seals, in the order of their people. */
export async function readToReseal(
  db: Executor,
  newestKeyId: string,
  after: string | null,
  limit: number,
): Promise<ToReseal[]> {
  return db
    .select({ userId: totpFactors.userId, secretCiphertext: totpFactors.secretCiphertext })
    .from(totpFactors)
    .where(
      and(
        sql`split_part(${totpFactors.secretCiphertext}, ':', 2) <> ${newestKeyId}`,
        after === null ? undefined : gt(totpFactors.userId, after),
      ),
    )
    .orderBy(asc(totpFactors.userId))
    .limit(limit);
}

/** False: the person set up another app meanwhile. */
export async function saveResealed(db: Executor, row: ToReseal, sealed: string): Promise<boolean> {
  const saved = await db
    .update(totpFactors)
    .set({ secretCiphertext: sealed })
    .where(and(eq(totpFactors.userId, row.userId), eq(totpFactors.secretCiphertext, row.secretCiphertext)))
    .returning({ userId: totpFactors.userId });
  return saved.length === 1;
}

export type ToRewrap = { id: string; companyId: string; wrappedDataKey: string };

/** The next rows that an older key wraps, in the order of their ids. */
export async function readToRewrap(
  db: Executor,
  newestKeyId: string,
  after: string | null,
  limit: number,
): Promise<ToRewrap[]> {
  return db
    .select({
      id: credentials.id,
      companyId: credentials.companyId,
      wrappedDataKey: credentials.wrappedDataKey,
    })
    .from(credentials)
    .where(and(ne(credentials.keyId, newestKeyId), after === null ? undefined : gt(credentials.id, after)))
    .orderBy(asc(credentials.id))
    .limit(limit);
}

/** False: a renewal sealed the row anew meanwhile, with the newest key. */
export async function saveRewrapped(
  db: Executor,
  row: ToRewrap,
  wrapped: { keyId: string; wrappedDataKey: string },
): Promise<boolean> {
  const saved = await db
    .update(credentials)
    .set(wrapped)
    .where(and(eq(credentials.id, row.id), eq(credentials.wrappedDataKey, row.wrappedDataKey)))
    .returning({ id: credentials.id });
  return saved.length === 1;
}

export async function saveFact(db: Executor, key: string, value: unknown): Promise<void> {
  await db
    .insert(installationFacts)
    .values({ key, value })
    .onConflictDoUpdate({ target: installationFacts.key, set: { value } });
}
