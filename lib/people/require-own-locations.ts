import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { listCompanyLocations } from "./repository";

/** Refuses to grant what is not a location of the agency; grants given before (`kept`) may stay. */
export async function requireOwnLocations(
  tx: Transaction,
  ctx: Context,
  locationIds: readonly string[],
  kept: readonly string[] = [],
): Promise<void> {
  const known = new Set([
    ...kept,
    ...(await listCompanyLocations(tx, ctx.companyId)).map((l) => l.locationId),
  ]);
  const foreign = locationIds.filter((locationId) => !known.has(locationId));
  if (foreign.length === 0) return;
  throw new AppError("unprocessable", {
    message: `Your agency has no location ${foreign.slice(0, 3).join(", ")}. Reload the page and choose again.`,
    fields: [{ path: "body.locationIds", message: "One of these is no location of your agency." }],
  });
}
