import { digits, id20 } from "../ids";
import type { SocialLoginRecord } from "../records";
import type { SandboxState } from "../state";
import type { AccountType, Platform } from "../world/platforms";
import type { Location } from "../world/world";
import { slugOf } from "../world/world";
import { accountsOf } from "./accounts";

export type Offer = {
  originId: string;
  name: string;
  type: AccountType;
  connected: boolean;
};

/** What the person's login at the network offers: the page already connected, if any, and two more. */
export function offersOf(state: SandboxState, place: Location, login: SocialLoginRecord): Offer[] {
  const platform = login.platform;
  const connected = accountsOf(state, place).filter((account) => account.platform === platform);
  const known: Offer[] = connected.map((account) => ({
    originId: account.originId,
    name: account.name,
    type: account.type,
    connected: true,
  }));
  const fresh = ["", " Events"].map((suffix, index): Offer => {
    const type = index === 1 && platform === "linkedin" ? "profile" : typeFor(platform);
    return {
      originId: freshOrigin(platform, state.world.seed, place.id, index),
      name: nameFor(platform, `${place.name}${suffix}`),
      type,
      connected: false,
    };
  });
  const taken = new Set(known.map((offer) => offer.originId));
  return [...known, ...fresh.filter((offer) => !taken.has(offer.originId))];
}

function freshOrigin(platform: string, ...key: (string | number)[]): string {
  if (platform === "youtube") return `UC${id20(platform, ...key)}`;
  return digits(platform === "linkedin" ? 9 : 17, platform, ...key, "offer");
}

function nameFor(platform: string, name: string): string {
  const handle = slugOf(name).replaceAll("-", "");
  if (platform === "instagram" || platform === "threads") return handle;
  return platform.startsWith("tiktok") ? `@${handle}` : name;
}

export function typeFor(platform: string): AccountType {
  switch (platform) {
    case "google":
      return "location";
    case "facebook":
    case "linkedin":
      return "page";
    case "tiktok-business":
      return "business";
    default:
      return "profile";
  }
}

/** The shape of step two differs with the network. */
export function showOffers(platform: Platform | string, offers: readonly Offer[], origin: string) {
  const avatar = (offer: Offer) => `${origin}/__assets/avatars/${encodeURIComponent(offer.originId)}.svg`;
  const plain = offers.map((offer) => ({
    id: offer.originId,
    name: offer.name,
    avatar: avatar(offer),
    isConnected: offer.connected,
  }));
  switch (platform) {
    case "facebook":
      return { pages: plain.map((page) => ({ ...page, isOwned: true })) };
    case "instagram":
      return { accounts: plain.map((account) => ({ ...account, pageId: digits(15, account.id, "page") })) };
    case "google":
      return { locations: googleOffer(offers) };
    case "linkedin":
      return {
        pages: plain
          .filter((_, index) => offers[index]?.type !== "profile")
          .map((page) => ({ ...page, urn: `urn:li:organization:${page.id}` })),
        profile: plain
          .filter((_, index) => offers[index]?.type === "profile")
          .map((profile) => ({ ...profile, urn: `urn:li:person:${profile.id}` })),
      };
    default:
      return {
        profile: plain.map((profile, index) => ({
          ...profile,
          username: slugOf(profile.name),
          ...(platform === "pinterest" ? {} : { verified: true }),
          type: offers[index]?.type ?? "profile",
        })),
      };
  }
}

/** The published shape gives one location, the first that is not connected yet. */
function googleOffer(offers: readonly Offer[]) {
  const offer = offers.find((each) => !each.connected) ?? offers[0];
  const title = offer?.name ?? "";
  return {
    location: {
      name: `locations/${offer?.originId ?? ""}`,
      storeCode: "MAIN",
      title,
      metadata: { hasGoogleUpdated: true, canDelete: true },
      isVerified: true,
      isConnected: offer?.connected ?? false,
    },
    account: {
      name: `accounts/${digits(18, title, "google account")}`,
      accountName: title,
      type: "LOCATION_GROUP",
      verificationState: "VERIFIED",
      vettedState: "VETTED",
    },
  };
}
