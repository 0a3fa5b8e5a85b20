import { and, asc, count, eq, inArray, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import {
  auditEvents,
  companies,
  connections,
  connectionUsage,
  credentials,
  importBatches,
  installationFacts,
  locations,
  snapshotCaptures,
  users,
} from "@/db/schema";

export async function readConnectionCards(db: Executor, companyId: string) {
  return db
    .select({ connection: connections, addedBy: users.name, locationName: locations.name })
    .from(connections)
    .leftJoin(users, eq(users.id, connections.createdBy))
    .leftJoin(locations, eq(locations.id, connections.locationId))
    .where(and(eq(connections.companyId, companyId), ne(connections.status, "removed")))
    .orderBy(asc(connections.createdAt));
}

/** Everything about stored credentials but the secrets. */
export async function readCredentialFacts(db: Executor, companyId: string) {
  return db
    .select({
      id: credentials.id,
      connectionId: credentials.connectionId,
      locationId: credentials.locationId,
      keyId: credentials.keyId,
      status: credentials.status,
      statusReason: credentials.statusReason,
      retryAt: credentials.retryAt,
      refreshedAt: credentials.refreshedAt,
      accessExpiresAt: credentials.accessExpiresAt,
      renewable: sql<boolean>`${credentials.refreshCiphertext} is not null`,
      previousUntil: credentials.previousUntil,
      version: credentials.version,
    })
    .from(credentials)
    .where(eq(credentials.companyId, companyId));
}

const today = sql`(now() at time zone 'UTC')::date`;

export async function readScopeUse(db: Executor, connectionIds: string[]) {
  if (connectionIds.length === 0) return [];
  return db
    .select({
      connectionId: connectionUsage.connectionId,
      scope: connectionUsage.scope,
      calls: sql<number>`coalesce(sum(${connectionUsage.calls}) filter (where ${connectionUsage.day} > ${today} - 30), 0)::int`,
      lastAt: sql<Date>`max(${connectionUsage.lastAt})`.mapWith(connectionUsage.lastAt),
    })
    .from(connectionUsage)
    .where(inArray(connectionUsage.connectionId, connectionIds))
    .groupBy(connectionUsage.connectionId, connectionUsage.scope);
}

export async function readCallsToday(db: Executor, connectionIds: string[]) {
  if (connectionIds.length === 0) return [];
  return db
    .select({
      connectionId: connectionUsage.connectionId,
      locationId: connectionUsage.locationId,
      calls: sql<number>`sum(${connectionUsage.calls})::int`,
      refusals: sql<number>`sum(${connectionUsage.refusals})::int`,
    })
    .from(connectionUsage)
    .where(and(inArray(connectionUsage.connectionId, connectionIds), eq(connectionUsage.day, today)))
    .groupBy(connectionUsage.connectionId, connectionUsage.locationId);
}

export async function readLocationNames(db: Executor, companyId: string) {
  return db
    .select({ id: locations.id, name: locations.name })
    .from(locations)
    .where(and(eq(locations.companyId, companyId), ne(locations.status, "removed")))
    .orderBy(asc(locations.name));
}

/** Work under way, per location: what stops when a connection does. */
export async function readRunningWork(db: Executor, companyId: string) {
  const imports = await db
    .select({ locationId: importBatches.locationId, running: count() })
    .from(importBatches)
    .where(
      and(eq(importBatches.companyId, companyId), inArray(importBatches.status, ["scheduling", "paused"])),
    )
    .groupBy(importBatches.locationId);
  const captures = await db
    .select({ locationId: snapshotCaptures.locationId, running: count() })
    .from(snapshotCaptures)
    .where(
      and(
        eq(snapshotCaptures.companyId, companyId),
        inArray(snapshotCaptures.status, ["queued", "running", "paused"]),
      ),
    )
    .groupBy(snapshotCaptures.locationId);
  return { imports, captures };
}

export async function readCompanyTimezone(db: Executor, companyId: string): Promise<string> {
  const [row] = await db
    .select({ timezone: companies.timezone })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.timezone ?? "UTC";
}

export async function readFact(db: Executor, key: string): Promise<unknown> {
  const [row] = await db.select().from(installationFacts).where(eq(installationFacts.key, key));
  return row?.value ?? null;
}

export async function readRefreshCounts(db: Executor, companyId: string) {
  const [row] = await db
    .select({
      done: sql<number>`count(*) filter (where ${credentials.refreshedAt} > now() - interval '24 hours')::int`,
      refused: sql<number>`count(*) filter (where ${credentials.status} <> 'working')::int`,
    })
    .from(credentials)
    .where(eq(credentials.companyId, companyId));
  return row ?? { done: 0, refused: 0 };
}

/** When connections last stopped working, by their ids: a rename since then is no news. */
export async function readTroubleSince(
  db: Executor,
  companyId: string,
  connectionIds: string[],
): Promise<Map<string, Date>> {
  const rows = await db
    .select({ id: auditEvents.targetId, at: sql<Date>`max(${auditEvents.at})`.mapWith(auditEvents.at) })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.companyId, companyId),
        inArray(auditEvents.action, [
          "connection.needs_authorization",
          "connection.paused",
          "connection.uninstalled",
        ]),
        inArray(auditEvents.targetId, connectionIds),
      ),
    )
    .groupBy(auditEvents.targetId);
  return new Map(rows.flatMap(({ id, at }) => (id === null ? [] : [[id, at] as const])));
}
