import type { PersonRow } from "./repository";
import type { Person } from "./schema";

/** A stored person in the form that answers carry. */
export function personOf(row: PersonRow): Person {
  return {
    userId: row.userId,
    name: row.name,
    email: row.email,
    role: row.role,
    status: row.disabledAt ? "disabled" : row.activated ? "active" : "invited",
    allLocations: row.role === "admin" || row.allLocations,
    locationIds: row.locationIds,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    secondFactor: row.secondFactor,
  };
}
