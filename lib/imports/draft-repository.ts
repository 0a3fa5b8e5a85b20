import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { importBatches, importDrafts, importParts, locations } from "@/db/schema";
import type { LocationAccess } from "@/lib/context";

export type DraftRow = typeof importDrafts.$inferSelect;
type By = { id: string | null; name: string };

export async function readDraft(db: Executor, batchId: string): Promise<DraftRow | null> {
  const [row] = await db.select().from(importDrafts).where(eq(importDrafts.batchId, batchId));
  return row ?? null;
}

/** Keeps a reading over the revision it was made from (0: none); null when another one is there by now. */
export async function replaceDraft(
  db: Executor,
  draft: { batchId: string; reading: unknown; from: number; by: By },
): Promise<number | null> {
  const own = { reading: draft.reading, savedBy: draft.by.id, savedByName: draft.by.name };
  if (draft.from === 0) {
    const [made] = await db
      .insert(importDrafts)
      .values({ batchId: draft.batchId, ...own })
      .onConflictDoNothing()
      .returning({ revision: importDrafts.revision });
    return made?.revision ?? null;
  }
  const [row] = await db
    .update(importDrafts)
    .set({ ...own, revision: draft.from + 1, savedAt: sql`now()` })
    .where(and(eq(importDrafts.batchId, draft.batchId), eq(importDrafts.revision, draft.from)))
    .returning({ revision: importDrafts.revision });
  return row?.revision ?? null;
}

/** Keeps a reading whatever was there before: it is the one that the rows are made by. */
export async function putDraft(
  db: Executor,
  draft: { batchId: string; reading: unknown; by: By },
): Promise<number> {
  const own = { reading: draft.reading, savedBy: draft.by.id, savedByName: draft.by.name };
  const [row] = await db
    .insert(importDrafts)
    .values({ batchId: draft.batchId, ...own })
    .onConflictDoUpdate({
      target: importDrafts.batchId,
      set: { ...own, revision: sql`${importDrafts.revision} + 1`, savedAt: sql`now()` },
    })
    .returning({ revision: importDrafts.revision });
  if (!row) throw new Error("the draft was not stored");
  return row.revision;
}

/** Files that a person began and never had checked, the newest first; how much was changed is counted here. */
export async function readOpenDrafts(
  db: Executor,
  asked: { companyId: string; userId: string; access: LocationAccess; since: Date; limit: number },
) {
  const length = (key: string) =>
    sql`coalesce(jsonb_array_length(${importDrafts.reading}->${sql.raw(`'${key}'`)}), 0)`;
  return db
    .select({
      batchId: importBatches.id,
      locationId: importBatches.locationId,
      locationName: locations.name,
      fileName: importBatches.fileName,
      fileSize: importBatches.fileSize,
      received:
        sql<number>`(select coalesce(sum(length(p.bytes)), 0)::bigint from ${importParts} p where p.batch_id = ${importBatches.id})`.mapWith(
          Number,
        ),
      changes: sql<number | null>`case when ${importDrafts.batchId} is null then null
        else ${length("edits")} + ${length("excluded")} + ${length("added")} end`,
      at: sql<Date>`coalesce(${importDrafts.savedAt}, ${importBatches.updatedAt})`.mapWith(
        importBatches.updatedAt,
      ),
    })
    .from(importBatches)
    .innerJoin(locations, eq(locations.id, importBatches.locationId))
    .leftJoin(importDrafts, eq(importDrafts.batchId, importBatches.id))
    .where(
      and(
        eq(importBatches.companyId, asked.companyId),
        eq(importBatches.createdBy, asked.userId),
        eq(importBatches.status, "receiving"),
        gt(importBatches.createdAt, asked.since),
        asked.access === "all" ? undefined : inArray(importBatches.locationId, [...asked.access]),
      ),
    )
    .orderBy(desc(importBatches.createdAt))
    .limit(asked.limit);
}

export async function deleteBatch(db: Executor, batchId: string): Promise<void> {
  await db.delete(importBatches).where(eq(importBatches.id, batchId));
}
