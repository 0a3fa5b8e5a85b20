import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { saveLocationStatus } from "@/lib/locations/repository";
import { type Account, getAccount } from "@/lib/upstream/contract";
import { type AccountRow, type NewAccount, readAccounts, saveAccounts } from "./repository";

/**
 * Reads a location's connected accounts and groups from the upstream into ours and answers them. Keeps the location's
 * active/inactive mark true on the way. Throws as `ctx.upstream.call` does.
 */
export async function syncAccounts(ctx: Context, locationId: string): Promise<AccountRow[]> {
  await getLocation(ctx, locationId);
  const { answer } = await ctx.upstream
    .call(ctx, getAccount, { params: { locationId } })
    .catch(async (error: unknown) => {
      if (error instanceof AppError && error.code === "location_inactive") {
        await saveLocationStatus(ctx.db, ctx.companyId, locationId, "inactive");
      }
      throw error;
    });
  const now = ctx.clock.now();
  const found = answer.results.accounts.map((account) => toRow(ctx.companyId, locationId, account, now));
  const groups = answer.results.groups.map(({ id, name, accountIds }) => ({
    locationId,
    id,
    name,
    accountIds,
  }));
  await ctx.db.transaction(async (tx) => {
    await saveAccounts(tx, locationId, found, groups);
    await saveLocationStatus(tx, ctx.companyId, locationId, "active");
  });
  return readAccounts(ctx.db, locationId);
}

function toRow(companyId: string, locationId: string, account: Account, syncedAt: Date): NewAccount {
  const expiresAt = account.expire ? new Date(account.expire) : null;
  return {
    id: account.id,
    companyId,
    locationId,
    profileId: account.profileId ?? null,
    oauthId: account.oauthId ?? null,
    name: account.name?.trim() || account.id,
    platform: account.platform,
    type: account.type ?? null,
    avatar: account.avatar ?? null,
    expiresAt: expiresAt && !Number.isNaN(expiresAt.getTime()) ? expiresAt : null,
    isExpired: account.isExpired ?? false,
    meta: account.meta ?? null,
    syncedAt,
  };
}
