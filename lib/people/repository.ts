import { and, asc, count, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import {
  companies,
  locationGrants,
  locations,
  memberships,
  passkeys,
  sessions,
  totpFactors,
  users,
} from "@/db/schema";
import type { Role } from "@/lib/context";

const columns = {
  userId: users.id,
  name: users.name,
  email: users.email,
  role: memberships.role,
  /** Has set a password, or has come in through the identity provider. */
  activated: sql<boolean>`${users.passwordHash} is not null or ${users.externalId} is not null`,
  disabledAt: users.disabledAt,
  allLocations: memberships.allLocations,
  locationIds: sql<string[]>`array(select g.location_id from ${locationGrants} g
    where g.user_id = ${users.id} order by g.location_id)`,
  lastSeenAt:
    sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s where s.user_id = ${users.id})`.mapWith(
      sessions.lastSeenAt,
    ),
  createdAt: users.createdAt,
  secondFactor: sql<boolean>`exists (select 1 from ${totpFactors} f
    where f.user_id = ${users.id} and f.confirmed_at is not null)
    or exists (select 1 from ${passkeys} p where p.user_id = ${users.id})`,
};

export type PersonRow = Awaited<ReturnType<typeof listPersonRows>>[number];

export function listPersonRows(db: Executor, companyId: string) {
  return db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.companyId, companyId))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}

export async function findPersonRow(db: Executor, companyId: string, userId: string) {
  const [row] = await db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), eq(users.id, userId)));
  return row;
}

export function listCompanyLocations(db: Executor, companyId: string) {
  return db
    .select({ locationId: locations.id, name: locations.name })
    .from(locations)
    .where(and(eq(locations.companyId, companyId), ne(locations.status, "removed")))
    .orderBy(asc(sql`lower(${locations.name})`), asc(locations.id));
}

export async function readCompanyName(db: Executor, companyId: string): Promise<string> {
  const [row] = await db.select({ name: companies.name }).from(companies).where(eq(companies.id, companyId));
  return row?.name ?? "";
}

/** Held to the transaction's end: two admins who demote each other at once cannot both succeed. */
export async function lockPeople(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`people:${companyId}`}, 0))`);
}

/** Admins who can sign in today. */
export async function countActiveAdmins(tx: Transaction, companyId: string): Promise<number> {
  const [row] = await tx
    .select({ admins: count() })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        eq(memberships.role, "admin"),
        isNull(users.disabledAt),
        or(isNotNull(users.passwordHash), isNotNull(users.externalId)),
      ),
    );
  return row?.admins ?? 0;
}

/** Null when the e-mail address is taken. */
export async function insertPerson(
  tx: Transaction,
  person: { companyId: string; name: string; email: string; role: Role; allLocations: boolean },
): Promise<string | null> {
  const [user] = await tx
    .insert(users)
    .values({ name: person.name, email: person.email })
    .onConflictDoNothing()
    .returning({ userId: users.id });
  if (!user) return null;
  await tx.insert(memberships).values({
    companyId: person.companyId,
    userId: user.userId,
    role: person.role,
    allLocations: person.allLocations,
  });
  return user.userId;
}

export async function updateUser(
  tx: Transaction,
  userId: string,
  change: { name?: string; disabledAt?: Date | null },
): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(users).set(change).where(eq(users.id, userId));
}

export async function updateMembership(
  tx: Transaction,
  companyId: string,
  userId: string,
  change: { role?: Role; allLocations?: boolean },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx
    .update(memberships)
    .set(change)
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
}

export async function replaceGrants(
  tx: Transaction,
  companyId: string,
  userId: string,
  locationIds: readonly string[],
): Promise<void> {
  await tx.delete(locationGrants).where(eq(locationGrants.userId, userId));
  if (locationIds.length === 0) return;
  await tx
    .insert(locationGrants)
    .values(locationIds.map((locationId) => ({ companyId, userId, locationId })));
}
