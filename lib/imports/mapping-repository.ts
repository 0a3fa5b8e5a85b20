import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { columnMappings } from "@/db/schema";

export async function readMapping(
  db: Executor,
  key: { companyId: string; locationId: string; headerHash: string },
): Promise<unknown> {
  const [row] = await db
    .select({ mapping: columnMappings.mapping })
    .from(columnMappings)
    .where(
      and(
        eq(columnMappings.companyId, key.companyId),
        eq(columnMappings.locationId, key.locationId),
        eq(columnMappings.headerHash, key.headerHash),
      ),
    );
  return row?.mapping ?? null;
}

export async function saveMapping(
  db: Executor,
  key: { companyId: string; locationId: string; headerHash: string },
  mapping: unknown,
): Promise<void> {
  await db
    .insert(columnMappings)
    .values({ ...key, mapping })
    .onConflictDoUpdate({
      target: [columnMappings.companyId, columnMappings.locationId, columnMappings.headerHash],
      set: { mapping, updatedAt: sql`now()` },
    });
}
