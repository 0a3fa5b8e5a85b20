import type { Context } from "@/lib/context";
import type { Place } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { type PlaceRow, readAssignedIds, readGroupsOf } from "./check-repository";
import { defaultAccounts } from "./default-accounts";
import { readExisting } from "./read-existing";
import { readAccountsOf } from "./repository";
import type { StoredReading } from "./schema";

/**
 * What a location's rows are checked against: its accounts with expiry and groups, and the posts that are scheduled there
 * already. Where those cannot be read the check goes on without, and `warning` says so.
 */
export async function readPlace(
  ctx: Context,
  location: PlaceRow,
  home: boolean,
  reading: StoredReading,
): Promise<{ place: Place; warning: string | null }> {
  const [accounts, groups, assigned] = await Promise.all([
    readAccountsOf(ctx.db, location.id),
    readGroupsOf(ctx.db, location.id),
    readAssignedIds(ctx.db, location.id),
  ]);
  const named = home
    ? reading.accountIds
    : reading.targets.find((target) => target.locationId === location.id)?.accountIds;
  const { keys, warning } = await existingOf(ctx, location, reading);
  return {
    place: {
      ...location,
      accounts,
      assignment:
        named ?? defaultAccounts(accounts.map((one) => ({ ...one, assigned: assigned.includes(one.id) }))),
      groups,
      existing: new Set(keys),
      quietHours: reading.quietHours,
    },
    warning,
  };
}

async function existingOf(
  ctx: Context,
  location: PlaceRow,
  { found }: StoredReading,
): Promise<{ keys: string[]; warning: string | null }> {
  if (!found?.days) return { keys: [], warning: null };
  try {
    const { keys, complete } = await readExisting(ctx, location, found.days);
    return {
      keys,
      warning: complete
        ? null
        : `${location.name} has thousands of posts in this period; rows are compared with the first of them only.`,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      keys: [],
      warning: `Rows are not compared with what ${location.name} has scheduled already: ${error.message}`,
    };
  }
}
