import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { locationGroups } from "@/db/schema";

export type GroupRow = typeof locationGroups.$inferSelect;

export function readGroups(db: Executor, companyId: string): Promise<GroupRow[]> {
  return db
    .select()
    .from(locationGroups)
    .where(eq(locationGroups.companyId, companyId))
    .orderBy(asc(sql`lower(${locationGroups.name})`));
}

export function readGroupsById(db: Executor, companyId: string, ids: string[]): Promise<GroupRow[]> {
  return db
    .select()
    .from(locationGroups)
    .where(and(eq(locationGroups.companyId, companyId), inArray(locationGroups.id, ids)));
}

/** One writer of the company's groups at a time: a name is free or it is not. */
export async function lockGroups(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`location-groups:${companyId}`}, 0))`);
}

export async function isNameTaken(
  tx: Transaction,
  companyId: string,
  name: string,
  exceptId: string | null,
): Promise<boolean> {
  const rows = await tx
    .select({ id: locationGroups.id })
    .from(locationGroups)
    .where(
      and(
        eq(locationGroups.companyId, companyId),
        sql`lower(${locationGroups.name}) = lower(${name})`,
        exceptId === null ? undefined : ne(locationGroups.id, exceptId),
      ),
    );
  return rows.length > 0;
}

export async function insertGroup(
  tx: Transaction,
  group: { companyId: string; name: string; locationIds: string[] },
): Promise<GroupRow> {
  const [row] = await tx.insert(locationGroups).values(group).returning();
  if (!row) throw new Error("a group was not stored");
  return row;
}

export async function updateGroup(
  tx: Transaction,
  groupId: string,
  change: { name: string; locationIds: string[] },
): Promise<GroupRow> {
  const [row] = await tx.update(locationGroups).set(change).where(eq(locationGroups.id, groupId)).returning();
  if (!row) throw new Error("a group was not stored");
  return row;
}

export async function deleteGroup(tx: Transaction, groupId: string): Promise<void> {
  await tx.delete(locationGroups).where(eq(locationGroups.id, groupId));
}
