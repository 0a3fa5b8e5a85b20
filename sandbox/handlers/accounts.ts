import { deleteAccount, getAccount } from "@/lib/upstream/contract";
import { answers, envelope, placeOf } from "../handler";
import { notFound } from "../refusal";
import { accountById, accountsOf, groupsOf } from "../shelf/accounts";
import type { Account } from "../world/accounts";

const accountHandlers = [
  answers(getAccount, (call) => {
    const place = placeOf(call);
    const accounts = accountsOf(call.state, place)
      .filter((account) => account.createdAt <= call.visibleUntil)
      .map((account) => showAccount(account, call.state.clock.now(), call.origin));
    return envelope(200, "Fetched Accounts", { accounts, groups: groupsOf(call.state, place) });
  }),

  answers(deleteAccount, (call) => {
    const place = placeOf(call);
    const account = accountById(call.state, place, call.params.id);
    if (!account) throw notFound("Account");
    call.state.removedAccounts.set(account.id, { at: call.state.clock.now() });
    return envelope(200, "Deleted Account", { locationId: place.id, id: account.id });
  }),
];

export default accountHandlers;

export function showAccount(account: Account, now: number, origin: string) {
  return {
    id: account.id,
    oauthId: account.oauthId,
    profileId: account.profileId,
    originId: account.originId,
    name: account.name,
    avatar: account.avatar ?? `${origin}/__assets/avatars/${encodeURIComponent(account.id)}.svg`,
    platform: account.platform,
    type: account.type,
    expire: new Date(account.expireAt).toISOString(),
    isExpired: account.expireAt <= now,
    meta: account.meta,
  };
}
