import { attachOauthAccounts, getOauthAccounts, isPlatform, startOauth } from "@/lib/upstream/contract";
import { answers, envelope, placeOf, type Setting } from "../handler";
import { html } from "../pages/layout";
import { socialLoginPage } from "../pages/social-login";
import type { SocialLoginRecord } from "../records";
import { invalid, notFound, Refusal } from "../refusal";
import { accountsOf } from "../shelf/accounts";
import { type Offer, offersOf, showOffers } from "../shelf/social-logins";
import { makeAccount } from "../world/accounts";
import { dayOf } from "../zone";

const liveDays = 60;

const socialOauthHandlers = [
  answers(startOauth, (call) => {
    if (call.params.platform === "bluesky") {
      throw new Refusal(400, "Connecting bluesky is currently not supported.");
    }
    const place = placeOf(call);
    return html(socialLoginPage({ ...call.query, platform: call.params.platform, place }));
  }),

  answers(getOauthAccounts, (call) => {
    const { state, params } = call;
    const place = placeOf(call);
    const login = loginOf(call, params.accountId, params.platform);
    const words = call.query.search?.toLowerCase() ?? "";
    const offers = offersOf(state, place, login).filter(({ name }) => name.toLowerCase().includes(words));
    const name = params.platform[0]?.toUpperCase() + params.platform.slice(1);
    return envelope(200, `Fetched ${name} Account`, showOffers(params.platform, offers, call.origin));
  }),

  answers(attachOauthAccounts, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const login = loginOf(call, call.params.accountId, call.params.platform);
    const wanted =
      "location" in body && body.location
        ? body.location.name.split("/").at(-1)
        : (body.originId ?? body.pageId);
    const offer = offersOf(state, place, login).find((each) => matches(each, wanted ?? ""));
    if (!offer || !isPlatform(login.platform))
      throw invalid("originId is not one of the accounts of this login");
    const now = state.clock.now();
    const before = accountsOf(state, place).find(
      (each) => each.platform === login.platform && each.originId === offer.originId,
    );
    const expireAt = now + liveDays * 86_400_000;
    const account = before
      ? { ...before, expireAt }
      : makeAccount({
          key: `${state.world.seed}-${place.id}-${login.platform}-${offer.originId}`,
          locationId: place.id,
          platform: login.platform,
          type: offer.type,
          name: offer.name,
          originId: offer.originId,
          expireAt,
          createdAt: now,
          connectedDay: dayOf(place.timeZone, now - 30 * 86_400_000),
        });
    state.removedAccounts.delete(account.id);
    state.attachedAccounts.set(account.id, account);
    return envelope(201, `Added ${login.platform} Account`, {
      _id: account.profileId,
      oAuthId: account.oauthId,
      oldId: account.id,
      locationId: place.id,
      originId: account.originId,
      platform: account.platform,
      type: account.type,
      name: account.name,
      avatar: account.avatar ?? `${call.origin}/__assets/avatars/${encodeURIComponent(account.id)}.svg`,
      meta: account.meta,
      active: true,
      deleted: false,
      createdAt: new Date(account.createdAt).toISOString(),
      updatedAt: new Date(now).toISOString(),
    });
  }),
];

export default socialOauthHandlers;

/** TikTok Business comes through its own login but is attached under `tiktok`. */
function loginOf(setting: Setting, id: string, platform: string): SocialLoginRecord {
  const login = setting.state.socialLogins.get(id);
  const same =
    login?.platform === platform || (login?.platform === "tiktok-business" && platform === "tiktok");
  if (!login || !same || login.locationId !== placeOf(setting).id) throw notFound("Account");
  return login;
}

function matches(offer: Offer, wanted: string): boolean {
  return (
    offer.originId === wanted ||
    wanted === `urn:li:organization:${offer.originId}` ||
    wanted === `urn:li:person:${offer.originId}`
  );
}
