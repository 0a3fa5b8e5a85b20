import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor } from "@/db/client";
import { importBatches, importCsvs, importRows, postDeletions } from "@/db/schema";

export type LastDeletion = Omit<typeof postDeletions.$inferSelect, "calls"> & {
  /** Posts of calls that ended without success, and why the first of them did. */
  failed: number;
  reason: string | null;
};

/** The newest deletion of what a batch scheduled, or null. */
export async function readLastDeletion(db: Executor, batchId: string): Promise<LastDeletion | null> {
  const open = sql`from jsonb_array_elements(${postDeletions.calls}) c where c->>'outcome' in ('failed', 'unknown')`;
  const [row] = await db
    .select({
      id: postDeletions.id,
      companyId: postDeletions.companyId,
      locationId: postDeletions.locationId,
      batchId: postDeletions.batchId,
      total: postDeletions.total,
      deleted: postDeletions.deleted,
      status: postDeletions.status,
      requestedBy: postDeletions.requestedBy,
      requestedByName: postDeletions.requestedByName,
      createdAt: postDeletions.createdAt,
      finishedAt: postDeletions.finishedAt,
      failed: sql<number>`(select coalesce(sum(jsonb_array_length(c->'postIds')), 0)::int ${open})`,
      reason: sql<string | null>`(select c->>'reason' ${open} limit 1)`,
    })
    .from(postDeletions)
    .where(eq(postDeletions.batchId, batchId))
    .orderBy(desc(postDeletions.createdAt))
    .limit(1);
  return row ?? null;
}

/** The moment on the clock of the row's batch, as rows write it. */
const onItsClock = (now: Date) =>
  sql`to_char(${now.toISOString()}::timestamptz at time zone ${importBatches.timezone}, 'YYYY-MM-DD"T"HH24:MI:SS')`;

/**
 * Scheduled rows of a batch whose time has passed: their posts are published or about to be. Only csvs that begin before now
 * can hold any.
 */
export async function countDue(db: Executor, batchId: string, now: Date): Promise<number> {
  const found = await db.execute(sql`
    with clock as materialized (
      select ${onItsClock(now)} as now from ${importBatches} where ${importBatches.id} = ${batchId})
    select count(*)::int as due from clock join ${importCsvs} c on c.batch_id = ${batchId} and c.first_local <= clock.now
    join ${importRows} r on r.csv_id = c.id
    where r.outcome = 'scheduled' and r.scheduled_local <= clock.now`);
  return z.object({ due: z.number() }).array().parse(found.rows)[0]?.due ?? 0;
}

/**
 * Takes posts that are gone off the scheduled rows of a location (or of one batch); a row without any left is deleted.
 * Answers how many rows of which batches that made.
 */
export async function markRowsDeleted(
  db: Executor,
  place: { companyId: string; locationId: string; batchId: string | null },
  deletion: { postIds: readonly string[]; by: string; now: Date },
): Promise<{ batchId: string; rows: number }[]> {
  const reason = `Deleted by ${deletion.by}.`;
  const found = await db.execute(sql`
    with gone as (select unnest(${sql.param([...deletion.postIds])}::text[]) as id),
    hit as (
      select r.batch_id, r."row", array_agg(p.id order by p.place) filter (where gone.id is null) as kept,
        bool_or(r.scheduled_local <= ${onItsClock(deletion.now)}) as due
      from ${importRows} r join ${importBatches} on ${importBatches.id} = r.batch_id
      cross join lateral unnest(r.post_ids) with ordinality as p(id, place)
      left join gone on gone.id = p.id
      where ${importBatches.companyId} = ${place.companyId} and ${importBatches.locationId} = ${place.locationId}
        and (${place.batchId}::uuid is null or r.batch_id = ${place.batchId}::uuid) and r.outcome = 'scheduled'
      group by r.batch_id, r."row" having bool_or(gone.id is not null)),
    changed as (
      update ${importRows} r set post_ids = coalesce(hit.kept, '{}'),
        outcome = case when hit.kept is null then 'deleted' else r.outcome end,
        reason = case when hit.kept is not null then r.reason
          when hit.due then ${`${reason} Its time had passed: what was published stays on its network.`}
          else ${reason} end
      from hit where r.batch_id = hit.batch_id and r."row" = hit."row"
      returning r.batch_id, r.outcome)
    select batch_id as "batchId", count(*)::int as rows from changed where outcome = 'deleted' group by batch_id`);
  return z.object({ batchId: z.string(), rows: z.number() }).array().parse(found.rows);
}
