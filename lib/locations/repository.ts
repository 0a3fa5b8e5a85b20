import { and, asc, count, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accountAssignments, accounts, companies, connections, locations } from "@/db/schema";
import type { LocationAccess } from "@/lib/context";
import type { LocationSummary } from "./schema";

export type LocationRow = typeof locations.$inferSelect;
export type NewLocation = Omit<typeof locations.$inferInsert, "status" | "createdAt" | "updatedAt">;

function granted(companyId: string, access: LocationAccess) {
  return and(
    eq(locations.companyId, companyId),
    ne(locations.status, "removed"),
    access === "all" ? undefined : inArray(locations.id, [...access]),
  );
}

export async function readLocations(
  db: Executor,
  companyId: string,
  access: LocationAccess,
): Promise<LocationRow[]> {
  return db.select().from(locations).where(granted(companyId, access)).orderBy(asc(locations.name));
}

export async function readLocation(
  db: Executor,
  companyId: string,
  locationId: string,
): Promise<LocationRow | null> {
  const [row] = await db
    .select()
    .from(locations)
    .where(and(eq(locations.companyId, companyId), eq(locations.id, locationId)));
  return row ?? null;
}

export async function readLocationSummaries(
  db: Executor,
  companyId: string,
  access: LocationAccess,
): Promise<LocationSummary[]> {
  const living = db
    .select({
      locationId: accounts.locationId,
      accounts: count().as("accounts"),
      expired: count(sql`case when ${accounts.isExpired} then 1 end`).as("expired"),
      platforms: sql<string[]>`array_agg(distinct ${accounts.platform})`.as("platforms"),
    })
    .from(accounts)
    .where(and(eq(accounts.companyId, companyId), sql`${accounts.removedAt} is null`))
    .groupBy(accounts.locationId)
    .as("living");
  const rows = await db
    .select({
      location: locations,
      accounts: living.accounts,
      expired: living.expired,
      platforms: living.platforms,
      assigned: sql<number | null>`cardinality(${accountAssignments.accountIds})`,
    })
    .from(locations)
    .leftJoin(living, eq(living.locationId, locations.id))
    .leftJoin(accountAssignments, eq(accountAssignments.locationId, locations.id))
    .where(granted(companyId, access))
    .orderBy(asc(locations.name));
  return rows.map(({ location, ...found }) => {
    const known = location.accountsSyncedAt !== null;
    return {
      id: location.id,
      name: location.name,
      timezone: location.timezone,
      city: location.city,
      country: location.country,
      category: location.category,
      status: location.status,
      accounts: known ? (found.accounts ?? 0) : null,
      expiredAccounts: known ? (found.expired ?? 0) : null,
      assignedAccounts: found.assigned,
      platforms: found.platforms ?? [],
    };
  });
}

/** Adds new locations, renews known ones, marks the ones the upstream no longer lists. History stays. */
export async function saveLocations(db: Executor, companyId: string, found: NewLocation[]): Promise<void> {
  if (found.length > 0) {
    await db
      .insert(locations)
      .values(found)
      .onConflictDoUpdate({
        target: locations.id,
        set: {
          name: sql`excluded.name`,
          timezone: sql`excluded.timezone`,
          city: sql`excluded.city`,
          country: sql`excluded.country`,
          category: sql`coalesce(excluded.category, ${locations.category})`,
          email: sql`excluded.email`,
          status: sql`case when ${locations.status} = 'removed' then 'active' else ${locations.status} end`,
          updatedAt: sql`now()`,
        },
        // A location belongs to one agency: another company's row is never taken over.
        setWhere: eq(locations.companyId, companyId),
      });
  }
  const ids = found.map((location) => location.id);
  await db
    .update(locations)
    .set({ status: "removed", updatedAt: sql`now()` })
    .where(
      and(
        eq(locations.companyId, companyId),
        ids.length > 0 ? notInArray(locations.id, ids) : undefined,
        // A location that was connected by itself need not be in the agency's list.
        sql`not exists (select 1 from ${connections} where ${connections.locationId} = ${locations.id} and ${connections.status} <> 'removed')`,
      ),
    );
}

export async function saveLocationStatus(
  db: Executor,
  companyId: string,
  locationId: string,
  status: "active" | "inactive",
): Promise<void> {
  await db
    .update(locations)
    .set({ status, updatedAt: sql`now()` })
    .where(
      and(eq(locations.companyId, companyId), eq(locations.id, locationId), ne(locations.status, status)),
    );
}

export async function readCompanyUpstreamId(db: Executor, companyId: string): Promise<string | null> {
  const [row] = await db
    .select({ upstreamId: companies.upstreamId })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.upstreamId ?? null;
}

export async function hasConnection(db: Executor, companyId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.companyId, companyId), ne(connections.status, "removed")))
    .limit(1);
  return row !== undefined;
}
