import { and, count, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { connections, importBatches } from "@/db/schema";
import type { LocationAccess } from "@/lib/context";

export async function countBatches(
  db: Executor,
  companyId: string,
  access: LocationAccess,
): Promise<{ status: string; batches: number }[]> {
  return db
    .select({ status: importBatches.status, batches: count() })
    .from(importBatches)
    .where(
      and(
        eq(importBatches.companyId, companyId),
        inArray(importBatches.status, ["scheduling", "needs_person"]),
        access === "all" ? undefined : inArray(importBatches.locationId, [...access]),
      ),
    )
    .groupBy(importBatches.status);
}

export async function countTroubledConnections(db: Executor, companyId: string): Promise<number> {
  const [row] = await db
    .select({ troubled: count() })
    .from(connections)
    .where(
      and(eq(connections.companyId, companyId), inArray(connections.status, ["needs_reauth", "paused"])),
    );
  return row?.troubled ?? 0;
}
