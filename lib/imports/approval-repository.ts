import { and, desc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importApprovals, locationGrants, memberships, users } from "@/db/schema";

export type ApprovalRow = typeof importApprovals.$inferSelect;

/** The newest request for approval of a batch: the only one that counts. */
export async function readApproval(db: Executor, batchId: string): Promise<ApprovalRow | null> {
  const [row] = await db
    .select()
    .from(importApprovals)
    .where(eq(importApprovals.batchId, batchId))
    .orderBy(desc(importApprovals.createdAt), desc(importApprovals.id))
    .limit(1);
  return row ?? null;
}

export async function insertApproval(
  db: Executor,
  approval: typeof importApprovals.$inferInsert,
): Promise<void> {
  await db.insert(importApprovals).values(approval);
}

export async function updateApproval(
  db: Executor,
  id: string,
  change: Partial<typeof importApprovals.$inferInsert>,
): Promise<void> {
  await db.update(importApprovals).set(change).where(eq(importApprovals.id, id));
}

export type Approver = { id: string; name: string; email: string };

/** The newest request of each of several batches. */
export async function readApprovals(db: Executor, batchIds: string[]): Promise<Map<string, ApprovalRow>> {
  if (batchIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([importApprovals.batchId])
    .from(importApprovals)
    .where(inArray(importApprovals.batchId, batchIds))
    .orderBy(importApprovals.batchId, desc(importApprovals.createdAt), desc(importApprovals.id));
  return new Map(rows.map((row) => [row.batchId, row]));
}

/** People of the company who can still sign in, by id, with their addresses. */
export async function readPeople(db: Executor, companyId: string, userIds: string[]): Promise<Approver[]> {
  if (userIds.length === 0) return [];
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), inArray(users.id, userIds), isNull(users.disabledAt)));
}

/** People who may approve posts of a location: marketers and admins with access to it. */
export async function readApprovers(
  db: Executor,
  companyId: string,
  locationId: string,
): Promise<Approver[]> {
  const granted = sql`exists (select 1 from ${locationGrants}
    where ${locationGrants.userId} = ${users.id} and ${locationGrants.locationId} = ${locationId})`;
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        inArray(memberships.role, ["admin", "marketer"]),
        or(eq(memberships.role, "admin"), eq(memberships.allLocations, true), granted),
        isNull(users.disabledAt),
        ne(users.name, ""),
      ),
    )
    .orderBy(users.name);
}
