import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor } from "@/db/client";
import { locations, postChangeItems, postChanges, postDeletions, users } from "@/db/schema";
import type { LocationAccess } from "@/lib/context";
import { bulkAction } from "./history-schema";

const row = bulkAction.extend({ at: z.coerce.date() });
export type BulkActionRow = z.output<typeof row>;

/** Bulk changes and deletions of the locations, newest first, those before a moment. */
export async function readBulkActions(
  db: Executor,
  asked: { companyId: string; access: LocationAccess; before: Date | null; limit: number },
): Promise<BulkActionRow[]> {
  const granted = asked.access === "all" ? null : sql.param([...asked.access]);
  const within = (
    table: typeof postChanges | typeof postDeletions,
  ) => sql`${table.companyId} = ${asked.companyId}
    and (${granted === null}::boolean or ${table.locationId} = any(${granted}::text[]))
    and (${asked.before?.toISOString() ?? null}::timestamptz is null or ${table.createdAt} < ${asked.before?.toISOString() ?? null}::timestamptz)`;
  const found = await db.execute(sql`
    select a.*, ${locations.name} as "locationName" from (
      (select ${postChanges.id} as id, ${postChanges.kind} as kind, ${postChanges.input}->>'undoOf' is not null as undo,
        ${postChanges.locationId} as "locationId", ${postChanges.requestedByName} as by, ${postChanges.createdAt} as at,
        ${postChanges.status} as status, ${postChanges.total} as total,
        (select count(*)::int from ${postChangeItems} where ${postChangeItems.changeId} = ${postChanges.id}
          and ${postChangeItems.outcome} = 'changed') as done
      from ${postChanges} where ${within(postChanges)} order by ${postChanges.createdAt} desc limit ${asked.limit})
      union all
      (select ${postDeletions.id}, 'delete', false, ${postDeletions.locationId},
        (select ${users.name} from ${users} where ${users.id} = ${postDeletions.requestedBy}), ${postDeletions.createdAt},
        ${postDeletions.status}, ${postDeletions.total}, ${postDeletions.deleted}
      from ${postDeletions} where ${within(postDeletions)} order by ${postDeletions.createdAt} desc limit ${asked.limit})
    ) a join ${locations} on ${locations.id} = a."locationId"
    order by a.at desc limit ${asked.limit}`);
  return row.array().parse(found.rows);
}
