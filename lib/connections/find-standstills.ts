import type { Context } from "@/lib/context";
import { readConnections } from "./repository";
import type { CONNECTION_KINDS } from "./schema";
import { servingConnection } from "./serving";
import { readTroubleSince } from "./view-repository";

export type Standstill = {
  connectionId: string;
  label: string;
  kind: (typeof CONNECTION_KINDS)[number];
  status: "needs_reauth" | "paused";
  /** The one location it is for; null: the whole agency's. */
  locationId: string | null;
  since: string;
  /** Of the asked locations, those that nothing else serves meanwhile. */
  standing: string[];
};

/** Connections that wait for an admin and concern the locations named, authorization before pauses. */
export async function findStandstills(
  ctx: Pick<Context, "db" | "companyId">,
  locationIds: readonly string[],
): Promise<Standstill[]> {
  const connections = await readConnections(ctx.db, ctx.companyId);
  const troubled = connections.filter(
    ({ status, locationId }) =>
      status !== "working" && (locationId === null || locationIds.includes(locationId)),
  );
  if (troubled.length === 0) return [];
  const since = await readTroubleSince(
    ctx.db,
    ctx.companyId,
    troubled.map(({ id }) => id),
  );
  return troubled
    .map(
      ({ id, label, kind, status, locationId, updatedAt }): Standstill => ({
        connectionId: id,
        label,
        kind,
        status: status === "needs_reauth" ? "needs_reauth" : "paused",
        locationId,
        since: (since.get(id) ?? updatedAt).toISOString(),
        standing: locationIds.filter((location) => servingConnection(connections, location)?.id === id),
      }),
    )
    .sort((a, b) => a.status.localeCompare(b.status));
}
