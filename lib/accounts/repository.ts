import { and, asc, eq, isNull, notInArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accountAssignments, accountGroups, accounts, locations } from "@/db/schema";

export type AccountRow = typeof accounts.$inferSelect;
export type NewAccount = typeof accounts.$inferInsert;
export type GroupRow = typeof accountGroups.$inferSelect;
export type AssignmentRow = typeof accountAssignments.$inferSelect;
export type NewAssignment = typeof accountAssignments.$inferInsert;

export async function readAccounts(db: Executor, locationId: string): Promise<AccountRow[]> {
  return db
    .select()
    .from(accounts)
    .where(and(eq(accounts.locationId, locationId), isNull(accounts.removedAt)))
    .orderBy(asc(accounts.platform), asc(accounts.name));
}

export async function readGroups(db: Executor, locationId: string): Promise<GroupRow[]> {
  return db
    .select()
    .from(accountGroups)
    .where(eq(accountGroups.locationId, locationId))
    .orderBy(asc(accountGroups.name));
}

/** Mirrors what the upstream listed; accounts it no longer lists are marked removed, their history stays. */
export async function saveAccounts(
  db: Executor,
  locationId: string,
  found: NewAccount[],
  groups: GroupRow[],
): Promise<void> {
  if (found.length > 0) {
    await db
      .insert(accounts)
      .values(found)
      .onConflictDoUpdate({
        target: accounts.id,
        set: {
          name: sql`excluded.name`,
          platform: sql`excluded.platform`,
          type: sql`excluded.type`,
          avatar: sql`excluded.avatar`,
          profileId: sql`coalesce(excluded.profile_id, ${accounts.profileId})`,
          oauthId: sql`excluded.oauth_id`,
          expiresAt: sql`excluded.expires_at`,
          isExpired: sql`excluded.is_expired`,
          meta: sql`excluded.meta`,
          syncedAt: sql`excluded.synced_at`,
          removedAt: null,
        },
        setWhere: eq(accounts.locationId, locationId),
      });
  }
  const ids = found.map((account) => account.id);
  const gone = and(eq(accounts.locationId, locationId), isNull(accounts.removedAt));
  await db
    .update(accounts)
    .set({ removedAt: sql`now()` })
    .where(ids.length > 0 ? and(gone, notInArray(accounts.id, ids)) : gone);
  await db.delete(accountGroups).where(eq(accountGroups.locationId, locationId));
  if (groups.length > 0) await db.insert(accountGroups).values(groups);
  await db.update(locations).set({ accountsSyncedAt: sql`now()` }).where(eq(locations.id, locationId));
}

export async function readAssignment(db: Executor, locationId: string): Promise<AssignmentRow | null> {
  const [row] = await db
    .select()
    .from(accountAssignments)
    .where(eq(accountAssignments.locationId, locationId));
  return row ?? null;
}

export async function saveAssignment(db: Executor, assignment: NewAssignment): Promise<void> {
  await db
    .insert(accountAssignments)
    .values(assignment)
    .onConflictDoUpdate({ target: accountAssignments.locationId, set: assignment });
}
