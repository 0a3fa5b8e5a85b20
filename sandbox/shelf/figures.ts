import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import { type DayFigures, dailyFigures } from "../world/figures";
import { pastDays } from "../world/posts";
import type { Location } from "../world/world";
import { addDays, dayOf } from "../zone";

export const nothing: DayFigures = {
  reach: null,
  impressions: null,
  likes: null,
  comments: null,
  shares: null,
  followers: null,
  posts: null,
};

/**
 * What the network reports today about that day of the account: closed days of the last 400 only, none
 * before the account was connected, none from the day its connection expired.
 */
export function reportedFigures(
  state: SandboxState,
  place: Location,
  account: Account,
  day: string,
): DayFigures {
  const now = state.clock.now();
  const today = dayOf(place.timeZone, now);
  const closed = day < today && day >= addDays(today, -pastDays);
  const connected = account.connectedDay === undefined || day >= account.connectedDay;
  const alive = account.expireAt > now || day < dayOf(place.timeZone, account.expireAt);
  return closed && connected && alive ? dailyFigures(state.world.seed, account, day) : nothing;
}
