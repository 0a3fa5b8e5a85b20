import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { accountAssignments, accountGroups, importBatches, importRows, locations } from "@/db/schema";
import type { Issue } from "@/lib/csv";
import type { BatchRow } from "./repository";

export type CheckedRecord = {
  batchId: string;
  row: number;
  fields: Record<string, string>;
  scheduledLocal: string | null;
  accountIds: readonly string[];
  issues: readonly Issue[];
  hasError: boolean;
  excluded: boolean;
};

/** A text array as PostgreSQL writes it. */
const arrayText = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** Stores rows by the thousand, a column at a time; a row that is there already stays as it is. */
export async function insertCheckedRows(db: Executor, rows: readonly CheckedRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(of: (row: CheckedRecord) => T) => sql.param(rows.map(of));
  await db.execute(sql`
    insert into ${importRows}
      (batch_id, "row", fields, scheduled_local, account_ids, issues, has_error, outcome, reason)
    select c.batch_id, c."row", c.fields::jsonb, c.scheduled_local, c.account_ids::text[], c.issues::jsonb, c.has_error,
      case when c.excluded then 'skipped' else 'waiting' end,
      case when c.excluded then 'Left out in the preview.' end
    from unnest(
      ${column((row) => row.batchId)}::uuid[], ${column((row) => row.row)}::int[],
      ${column((row) => JSON.stringify(row.fields))}::text[], ${column((row) => row.scheduledLocal)}::text[],
      ${column((row) => arrayText(row.accountIds))}::text[],
      ${column((row) => (row.issues.length === 0 ? "[]" : JSON.stringify(row.issues)))}::text[],
      ${column((row) => row.hasError)}::boolean[], ${column((row) => row.excluded)}::boolean[]
    ) as c(batch_id, "row", fields, scheduled_local, account_ids, issues, has_error, excluded)
    on conflict do nothing`);
}

/**
 * Notes how many rows of a version are checked, while that version is still being checked: false when it was cancelled or
 * asked for anew meanwhile. Holds the batch until the transaction ends.
 */
export async function noteProgress(
  db: Executor,
  batch: Pick<BatchRow, "id" | "version">,
  rows: number,
): Promise<boolean> {
  const noted = await db
    .update(importBatches)
    .set({ rowCount: rows, updatedAt: sql`now()` })
    .where(
      and(
        eq(importBatches.id, batch.id),
        eq(importBatches.version, batch.version),
        eq(importBatches.status, "checking"),
      ),
    )
    .returning({ id: importBatches.id });
  return noted.length > 0;
}

/** The batches of one file: the one that received it, and those of the other locations its rows go to. */
export async function readGroup(db: Executor, groupId: string): Promise<BatchRow[]> {
  return db
    .select()
    .from(importBatches)
    .where(eq(importBatches.groupId, groupId))
    .orderBy(asc(importBatches.id));
}

export async function deleteRowsOf(db: Executor, batchIds: string[]): Promise<void> {
  await db.delete(importRows).where(inArray(importRows.batchId, batchIds));
}

export async function deleteSiblings(db: Executor, groupId: string, keep: string[]): Promise<void> {
  const present = await readGroup(db, groupId);
  const gone = present.filter(({ id }) => id !== groupId && !keep.includes(id)).map(({ id }) => id);
  if (gone.length > 0)
    await db.delete(importBatches).where(and(inArray(importBatches.id, gone), ne(importBatches.id, groupId)));
}

/** Rows of a batch: all of them, and those without an error that wait. */
export async function countChecked(db: Executor, batchId: string): Promise<{ rows: number; ready: number }> {
  const [row] = await db
    .select({
      rows: sql<number>`count(*)::int`,
      ready: sql<number>`(count(*) filter (where ${importRows.outcome} = 'waiting' and not ${importRows.hasError}))::int`,
    })
    .from(importRows)
    .where(eq(importRows.batchId, batchId));
  return row ?? { rows: 0, ready: 0 };
}

export async function readGroupsOf(
  db: Executor,
  locationId: string,
): Promise<{ name: string; accountIds: string[] }[]> {
  return db
    .select({ name: accountGroups.name, accountIds: accountGroups.accountIds })
    .from(accountGroups)
    .where(eq(accountGroups.locationId, locationId));
}

export async function readAssignedIds(db: Executor, locationId: string): Promise<string[]> {
  const [row] = await db
    .select({ accountIds: accountAssignments.accountIds })
    .from(accountAssignments)
    .where(eq(accountAssignments.locationId, locationId));
  return row?.accountIds ?? [];
}

export type PlaceRow = { id: string; name: string; timezone: string };

/** Locations that a sheet's rows may name. */
export async function readPlaces(
  db: Executor,
  companyId: string,
  granted: "all" | readonly string[],
): Promise<PlaceRow[]> {
  return db
    .select({ id: locations.id, name: locations.name, timezone: locations.timezone })
    .from(locations)
    .where(
      and(
        eq(locations.companyId, companyId),
        ne(locations.status, "removed"),
        granted === "all" ? undefined : inArray(locations.id, [...granted]),
      ),
    );
}
