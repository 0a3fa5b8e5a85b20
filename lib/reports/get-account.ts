import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { checkScope } from "@/lib/snapshots/check-scope";
import { dayIn } from "@/lib/snapshots/days";
import { readScopeAccounts } from "./coverage-repository";
import { figuresScope } from "./summarise-report";

export type AccountPlace = {
  account: { id: string; name: string; platform: string; type: string | null; isExpired: boolean };
  /** `today` is the location's own. */
  location: { id: string; name: string; timezone: string; today: string };
};

/** One connected account of a granted location. Throws `location_refused`, or `not_found` where the location has no such account. */
export async function getAccount(
  ctx: Context,
  asked: { locationId: string; accountId: string },
): Promise<AccountPlace> {
  const { id, name, timezone } = await getLocation(ctx, asked.locationId);
  const scope = await checkScope(ctx, { locationId: [id], accountId: [asked.accountId] });
  const [account] = await readScopeAccounts(ctx.db, figuresScope(ctx, scope));
  if (!account) {
    throw new AppError("not_found", {
      message: "This account is not connected any more. Choose one of the location's other accounts.",
    });
  }
  return {
    account: {
      id: account.id,
      name: account.name,
      platform: account.platform,
      type: account.type,
      isExpired: account.is_expired,
    },
    location: { id, name, timezone, today: dayIn(timezone, ctx.clock.now()) },
  };
}
