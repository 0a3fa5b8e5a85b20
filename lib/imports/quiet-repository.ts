import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { locations } from "@/db/schema";

/** As stored: `HH:mm-HH:mm`, `none`, or null where the company's setting counts. */
export async function readQuietHours(db: Executor, locationId: string): Promise<string | null> {
  const [row] = await db
    .select({ quietHours: locations.quietHours })
    .from(locations)
    .where(eq(locations.id, locationId));
  return row?.quietHours ?? null;
}

export async function saveQuietHours(db: Executor, locationId: string, quietHours: string): Promise<void> {
  await db.update(locations).set({ quietHours }).where(eq(locations.id, locationId));
}
