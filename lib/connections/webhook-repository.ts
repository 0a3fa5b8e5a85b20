import { and, eq, ne, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, connections, credentials, locations, upstreamDeliveries } from "@/db/schema";
import type { ConnectionRow } from "./repository";

/** False: the id was seen before. */
export async function keepDelivery(
  db: Executor,
  delivery: Omit<typeof upstreamDeliveries.$inferInsert, "receivedAt" | "outcome">,
): Promise<boolean> {
  const kept = await db
    .insert(upstreamDeliveries)
    .values(delivery)
    .onConflictDoNothing()
    .returning({ webhookId: upstreamDeliveries.webhookId });
  return kept.length === 1;
}

export async function saveOutcome(db: Executor, webhookId: string, outcome: string): Promise<void> {
  await db.update(upstreamDeliveries).set({ outcome }).where(eq(upstreamDeliveries.webhookId, webhookId));
}

/** Our company that a delivery is about, by the agency it names or else by its location. */
export async function readCompanyOf(
  db: Executor,
  upstreamCompanyId: string | null,
  locationId: string | null,
): Promise<string | null> {
  if (upstreamCompanyId !== null) {
    const [row] = await db
      .select({ id: companies.id })
      .from(companies)
      .where(eq(companies.upstreamId, upstreamCompanyId));
    return row?.id ?? null;
  }
  if (locationId === null) return null;
  const [row] = await db
    .select({ id: locations.companyId })
    .from(locations)
    .where(eq(locations.id, locationId));
  return row?.id ?? null;
}

/** The OAuth connections that an uninstall ends or narrows. API keys are no installation and go on. */
export async function readTouched(
  db: Executor,
  companyId: string,
  locationId: string | null,
): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.companyId, companyId),
        ne(connections.kind, "api_key"),
        ne(connections.status, "removed"),
        locationId === null
          ? undefined
          : or(eq(connections.locationId, locationId), eq(connections.kind, "agency_oauth")),
      ),
    );
}

/** Destroys the tokens that an uninstall made worthless; an agency loses one location's, or everything. */
export async function revokeConnection(
  db: Executor,
  connection: ConnectionRow,
  locationId: string | null,
  reason: string,
): Promise<void> {
  const oneOfMany = locationId !== null && connection.kind === "agency_oauth";
  await db
    .delete(credentials)
    .where(
      and(
        eq(credentials.connectionId, connection.id),
        oneOfMany ? eq(credentials.locationId, locationId) : undefined,
      ),
    );
  if (oneOfMany) return;
  await db
    .update(connections)
    .set({ status: "needs_reauth", statusReason: reason, updatedAt: sql`now()` })
    .where(eq(connections.id, connection.id));
}
