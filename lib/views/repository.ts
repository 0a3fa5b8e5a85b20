import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { savedViews } from "@/db/schema";

export type ViewRow = typeof savedViews.$inferSelect;

/** The person's own views and those shared with the company. */
export function readViews(db: Executor, companyId: string, ownerId: string): Promise<ViewRow[]> {
  return db
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.companyId, companyId),
        or(eq(savedViews.ownerId, ownerId), eq(savedViews.shared, true)),
      ),
    )
    .orderBy(asc(sql`lower(${savedViews.name})`))
    .limit(500);
}

export async function readView(db: Executor, companyId: string, viewId: string): Promise<ViewRow | null> {
  const [row] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.companyId, companyId), eq(savedViews.id, viewId)));
  return row ?? null;
}

/** One writer of a person's views at a time: a name is free or it is not. */
export async function lockViews(tx: Transaction, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`saved-views:${ownerId}`}, 0))`);
}

export async function isNameTaken(
  tx: Transaction,
  owner: { companyId: string; ownerId: string },
  name: string,
  exceptId: string | null,
): Promise<boolean> {
  const rows = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.companyId, owner.companyId),
        eq(savedViews.ownerId, owner.ownerId),
        eq(savedViews.name, name),
        exceptId === null ? undefined : ne(savedViews.id, exceptId),
      ),
    );
  return rows.length > 0;
}

export async function insertView(tx: Transaction, view: typeof savedViews.$inferInsert): Promise<ViewRow> {
  const [row] = await tx.insert(savedViews).values(view).returning();
  if (!row) throw new Error("a view was not stored");
  return row;
}

export async function updateView(
  tx: Transaction,
  viewId: string,
  change: { name: string; shared: boolean },
): Promise<void> {
  await tx.update(savedViews).set(change).where(eq(savedViews.id, viewId));
}

export async function deleteView(tx: Transaction, viewId: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, viewId));
}
