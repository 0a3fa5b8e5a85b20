import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, connections, credentials, locations } from "@/db/schema";
import type { Location } from "@/lib/upstream/contract";
import type { Sealed } from "./vault";

export type ConnectionRow = typeof connections.$inferSelect;
export type NewConnection = typeof connections.$inferInsert;
export type CredentialRow = typeof credentials.$inferSelect;

/** A credential as a call needs it; its clock questions are answered by the database. */
export type UsableCredential = CredentialRow & {
  isStale: boolean;
  isHeldBack: boolean;
  /** An older API key is still usable. */
  hasPrevious: boolean;
};

const staleness = {
  /** The access token ends within half a minute. */
  isStale: sql<boolean>`coalesce(${credentials.accessExpiresAt} < now() + interval '30 seconds', false)`,
  isHeldBack: sql<boolean>`coalesce(${credentials.retryAt} > now(), false)`,
  hasPrevious: sql<boolean>`coalesce(${credentials.previousUntil} > now(), false)`,
};

export type Candidate = { connection: ConnectionRow; credential: UsableCredential | null };

/** Every connection of the company that could serve the location (or the agency), with the credential for it. */
export async function readCandidates(
  db: Executor,
  companyId: string,
  locationId: string | null,
): Promise<Candidate[]> {
  const rows = await db
    .select({ connection: connections, credential: credentials, ...staleness })
    .from(connections)
    .leftJoin(
      credentials,
      and(
        eq(credentials.connectionId, connections.id),
        inArray(credentials.locationId, locationId === null ? [""] : ["", locationId]),
      ),
    )
    .where(and(eq(connections.companyId, companyId), ne(connections.status, "removed")))
    .orderBy(asc(connections.createdAt));
  return rows.map(({ connection, credential, ...clock }) => ({
    connection,
    credential: credential ? { ...credential, ...clock } : null,
  }));
}

export async function readCredential(db: Executor, credentialId: string): Promise<UsableCredential | null> {
  const [row] = await db
    .select({ credential: credentials, ...staleness })
    .from(credentials)
    .where(eq(credentials.id, credentialId));
  if (!row) return null;
  const { credential, ...clock } = row;
  return { ...credential, ...clock };
}

export async function readCredentialOf(
  db: Executor,
  connectionId: string,
  locationId: string,
): Promise<UsableCredential | null> {
  const [row] = await db
    .select({ credential: credentials, ...staleness })
    .from(credentials)
    .where(and(eq(credentials.connectionId, connectionId), eq(credentials.locationId, locationId)));
  if (!row) return null;
  const { credential, ...clock } = row;
  return { ...credential, ...clock };
}

export async function readConnection(
  db: Executor,
  companyId: string,
  connectionId: string,
): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
  return row ?? null;
}

export type StoredToken = {
  sealed: Sealed;
  scopes: string[];
  /** Seconds the access token lives; null: it does not expire. */
  expiresInSeconds: number | null;
  /** Hours the key before this one stays usable. */
  overlapHours?: number;
};

const expiry = (seconds: number | null) =>
  seconds === null ? null : sql`now() + make_interval(secs => ${Math.max(0, seconds)})`;

/** Saves a credential, new or renewed, and marks it working. */
export async function saveCredential(
  db: Executor,
  place: { id: string; companyId: string; connectionId: string; locationId: string },
  token: StoredToken,
): Promise<void> {
  const state = {
    ...token.sealed,
    scopes: token.scopes,
    accessExpiresAt: expiry(token.expiresInSeconds),
    refreshedAt: sql`now()`,
    refreshStartedAt: null,
    previousUntil: token.overlapHours ? sql`now() + make_interval(hours => ${token.overlapHours})` : null,
    status: "working" as const,
    statusReason: null,
    retryAt: null,
  };
  await db
    .insert(credentials)
    .values({ ...place, ...state })
    .onConflictDoUpdate({
      target: [credentials.connectionId, credentials.locationId],
      set: { ...state, version: sql`${credentials.version} + 1` },
      // The ciphertexts are bound to the row's id: another row of the same place must not receive them.
      setWhere: eq(credentials.id, place.id),
    });
}

export async function markRefreshStarted(db: Executor, credentialId: string): Promise<void> {
  await db.update(credentials).set({ refreshStartedAt: sql`now()` }).where(eq(credentials.id, credentialId));
}

export async function saveCredentialStatus(
  db: Executor,
  credentialId: string,
  status: { status: "needs_reauth" | "paused"; reason: string; retrySeconds: number | null },
): Promise<void> {
  await db
    .update(credentials)
    .set({
      status: status.status,
      statusReason: status.reason,
      refreshStartedAt: null,
      retryAt:
        status.retrySeconds === null ? null : sql`now() + make_interval(secs => ${status.retrySeconds})`,
    })
    .where(eq(credentials.id, credentialId));
}

export async function saveConnectionStatus(
  db: Executor,
  connectionId: string,
  status: ConnectionRow["status"],
  reason: string | null,
): Promise<void> {
  await db
    .update(connections)
    .set({ status, statusReason: reason, updatedAt: sql`now()` })
    .where(eq(connections.id, connectionId));
}

/** A working connection needs authorization from now on. False: it did not work any more. */
export async function endConnection(db: Executor, connectionId: string, reason: string): Promise<boolean> {
  const ended = await db
    .update(connections)
    .set({ status: "needs_reauth", statusReason: reason, updatedAt: sql`now()` })
    .where(and(eq(connections.id, connectionId), eq(connections.status, "working")))
    .returning({ id: connections.id });
  return ended.length === 1;
}

/** Credentials that end within a quarter of an hour, or whose renewal was cut off, and can be renewed. */
export async function readEndingCredentials(
  db: Executor,
  limit: number,
): Promise<{ id: string; version: number }[]> {
  return db
    .select({ id: credentials.id, version: credentials.version })
    .from(credentials)
    .innerJoin(connections, eq(connections.id, credentials.connectionId))
    .where(
      and(
        eq(connections.status, "working"),
        eq(credentials.status, "working"),
        sql`${credentials.refreshCiphertext} is not null`,
        // A refresh that began and never ended lost its answer: the next try finds out what became of it.
        sql`(${credentials.accessExpiresAt} < now() + interval '15 minutes' or ${credentials.refreshStartedAt} < now() - interval '30 seconds')`,
      ),
    )
    .orderBy(asc(credentials.accessExpiresAt))
    .limit(limit);
}

export async function insertConnection(db: Executor, connection: NewConnection): Promise<void> {
  await db.insert(connections).values(connection);
}

/** Binds the company to its agency upstream. False: it is bound to another one, or another company has this one. */
export async function setCompanyUpstreamId(
  db: Executor,
  companyId: string,
  upstreamId: string,
): Promise<boolean> {
  const taken = await db
    .select({ id: companies.id })
    .from(companies)
    .where(eq(companies.upstreamId, upstreamId));
  if (taken.some((company) => company.id !== companyId)) return false;
  const bound = await db
    .update(companies)
    .set({ upstreamId })
    .where(
      and(eq(companies.id, companyId), sql`coalesce(${companies.upstreamId}, ${upstreamId}) = ${upstreamId}`),
    )
    .returning({ id: companies.id });
  return bound.length === 1;
}

export async function readUpstreamUserId(
  db: Executor,
  companyId: string,
  locationId: string,
): Promise<string | null> {
  const rows = await db
    .select({ userId: connections.upstreamUserId, locationId: connections.locationId })
    .from(connections)
    .where(and(eq(connections.companyId, companyId), ne(connections.status, "removed")));
  const own = rows.find((row) => row.locationId === locationId && row.userId);
  return own?.userId ?? rows.find((row) => row.locationId === null && row.userId)?.userId ?? null;
}

/** The company's connections that are not removed, oldest first. */
export async function readConnections(db: Executor, companyId: string): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.companyId, companyId), ne(connections.status, "removed")))
    .orderBy(asc(connections.createdAt));
}

/** Binds the company to its agency, or says why not. */
export async function bindCompany(
  db: Executor,
  companyId: string,
  upstreamId: string,
): Promise<"bound" | "other_agency" | "taken_agency"> {
  const [taken] = await db
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.upstreamId, upstreamId), ne(companies.id, companyId)));
  if (taken) return "taken_agency";
  return (await setCompanyUpstreamId(db, companyId, upstreamId)) ? "bound" : "other_agency";
}

/** Adds a connection, or renews one: it works again, with the scopes it has now. */
export async function saveConnection(db: Executor, connection: NewConnection): Promise<void> {
  const rotationDueAt = sql`now() + make_interval(days => ${connection.rotationDays ?? 90})`;
  const { id: _, createdBy: __, companyId, ...renewed } = connection;
  await db
    .insert(connections)
    .values({ ...connection, rotationDueAt })
    .onConflictDoUpdate({
      target: connections.id,
      set: {
        ...renewed,
        status: "working",
        statusReason: null,
        retryAt: null,
        rotationDueAt: sql`now() + make_interval(days => ${connections.rotationDays})`,
        updatedAt: sql`now()`,
      },
      setWhere: eq(connections.companyId, companyId),
    });
}

/** Marks the location tokens of a connection as ended and not renewable by themselves. */
export async function endLocationTokens(db: Executor, connectionId: string): Promise<void> {
  await db
    .update(credentials)
    .set({
      accessExpiresAt: sql`now()`,
      refreshCiphertext: null,
      status: "working",
      statusReason: null,
      retryAt: null,
    })
    .where(and(eq(credentials.connectionId, connectionId), ne(credentials.locationId, "")));
}

/** A location that came with its own token: known before the agency's list was read. */
export async function addLocation(db: Executor, companyId: string, location: Location): Promise<void> {
  await db
    .insert(locations)
    .values({
      id: location.id,
      companyId,
      name: location.name?.trim() || location.id,
      timezone: location.timezone ?? "UTC",
      city: location.city ?? null,
      country: location.country ?? null,
      email: location.email ?? null,
    })
    .onConflictDoNothing();
}
