import { type Context, requireLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { locationsOfGroups } from "@/lib/location-groups/manage-groups";
import { readLocations } from "@/lib/locations/repository";
import { hasRemovedLocations, readKnownAccounts, readUpstreamCompanyId } from "./capture-repository";
import { dayIn } from "./days";

export type Scope = {
  /** The upstream's id of the agency; null before it is connected. */
  upstreamCompanyId: string | null;
  locations: {
    id: string;
    name: string;
    timezone: string;
    category: string | null;
    status: "active" | "inactive" | "removed";
  }[];
  /** Everything the agency has stored is in it: sums of the whole agency serve. */
  whole: boolean;
  accountIds: string[] | null;
  platforms: string[] | null;
  /** Today in the location's timezone; for several, the day all of them have reached: yesterday is over everywhere. */
  today: string;
};

/**
 * What a person may read of what they asked for. Names the first thing that is unknown, another agency's, or not granted:
 * `company_mismatch`, `location_refused`, `not_found`, `company_mismatch` for accounts.
 */
export async function checkScope(
  ctx: Context,
  asked: {
    companyId?: string | undefined;
    locationId?: string[] | undefined;
    /** Groups of locations: what is asked for lies in one of them. */
    groupId?: string[] | undefined;
    accountId?: string[] | undefined;
    platform?: string[] | undefined;
  },
): Promise<Scope> {
  const upstreamCompanyId = await readUpstreamCompanyId(ctx.db, ctx.companyId);
  if (asked.companyId && asked.companyId !== upstreamCompanyId) {
    throw new AppError("company_mismatch", {
      message: `The company ${asked.companyId} is not your agency, so nothing of it can be read here.`,
    });
  }
  const granted = await readLocations(ctx.db, ctx.companyId, ctx.locations);
  const named = asked.locationId && asked.locationId.length > 0 ? new Set(asked.locationId) : null;
  for (const id of named ?? []) {
    requireLocation(ctx, id);
    if (!granted.some((location) => location.id === id)) {
      throw new AppError("not_found", {
        message: `There is no location ${id} in your agency. It may have been removed; pick one from the list.`,
      });
    }
  }
  const grouped =
    asked.groupId && asked.groupId.length > 0 ? new Set(await locationsOfGroups(ctx, asked.groupId)) : null;
  const locations = granted.filter(({ id }) => (named?.has(id) ?? true) && (grouped?.has(id) ?? true));
  if (named && grouped && locations.length === 0) {
    throw new AppError("invalid_input", {
      message:
        "None of the chosen locations is in the chosen groups. Choose other locations, or all of them.",
    });
  }
  const accountIds = asked.accountId && asked.accountId.length > 0 ? asked.accountId : null;
  if (accountIds) await checkAccounts(ctx, accountIds, new Set(locations.map(({ id }) => id)));
  const now = ctx.clock.now();
  const days = locations.map(({ timezone }) => dayIn(timezone, now)).sort();
  return {
    upstreamCompanyId,
    locations,
    whole:
      named === null &&
      grouped === null &&
      ctx.locations === "all" &&
      !(await hasRemovedLocations(ctx.db, ctx.companyId)),
    accountIds,
    platforms: asked.platform && asked.platform.length > 0 ? asked.platform : null,
    today: days[0] ?? dayIn("UTC", now),
  };
}

async function checkAccounts(ctx: Context, accountIds: string[], locationIds: ReadonlySet<string>) {
  const known = new Map(
    (await readKnownAccounts(ctx.db, ctx.companyId, accountIds)).map(({ id, locationId }) => [
      id,
      locationId,
    ]),
  );
  for (const id of accountIds) {
    const locationId = known.get(id);
    if (locationId === undefined) {
      throw new AppError("not_found", {
        message: `There is no account ${id} in your agency. Check the id, or leave it out to see all accounts.`,
      });
    }
    if (!locationIds.has(locationId)) {
      requireLocation(ctx, locationId);
      throw new AppError("location_mismatch", {
        message: `The account ${id} belongs to another location than the one you named.`,
      });
    }
  }
}
