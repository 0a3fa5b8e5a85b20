import { chance, digits, hash32, hex24, id20, pick } from "../ids";
import { type AccountType, habits, type Platform } from "./platforms";
import { type Location, slugOf, type World } from "./world";

export type Account = {
  id: string;
  oauthId: string;
  locationId: string;
  originId: string;
  profileId: string;
  name: string;
  platform: Platform;
  type: AccountType;
  /** Instant after which the network refuses the account's token. */
  expireAt: number;
  createdAt: number;
  /** Set for accounts that a person connected here. */
  connectedDay?: string;
  avatar?: string;
  meta: Record<string, unknown>;
};

const dayMs = 86_400_000;

/** The accounts the location had when the world began: 3 to 8, none for one location. */
export function bornAccounts(world: World, place: Location): Account[] {
  if (place.id === world.special.withoutAccounts) return [];
  const wanted = 3 + (hash32(world.seed, place.id, "accounts") % 6);
  const first: Platform[] =
    place.index === 0 ? ["facebook", "instagram", "tiktok", "google", "linkedin"] : [];
  const rest: Platform[] = (Object.keys(habits) as Platform[])
    .map((platform) => ({ platform, order: chance(world.seed, place.id, platform) - bias(platform) }))
    .sort((a, b) => a.order - b.order)
    .map(({ platform }) => platform);
  const chosen = [...new Set([...first, ...rest])].slice(0, Math.max(wanted, first.length));
  return chosen.map((platform) => bornAccount(world, place, platform));
}

/** Businesses have a Facebook page before they have a community. */
function bias(platform: Platform): number {
  return platform === "facebook" || platform === "instagram" ? 0.55 : platform === "google" ? 0.3 : 0;
}

function bornAccount(world: World, place: Location, platform: Platform): Account {
  const key = [world.seed, place.id, platform] as const;
  const type = pick(habits[platform].types, ...key, "type");
  const expired = place.index === 0 && platform === "tiktok" && place.companyId === world.companies[0].id;
  const livesDays = expired ? -3 : 5 + (hash32(...key, "expiry") % 85);
  return makeAccount({
    key: key.join("-"),
    locationId: place.id,
    platform,
    type,
    name: accountName(place, platform, type),
    originId: originId(platform, ...key),
    expireAt: Math.floor(world.bornAt / dayMs) * dayMs + livesDays * dayMs + 9 * 3_600_000,
    createdAt: world.bornAt - (430 + (hash32(...key, "since") % 300)) * dayMs,
  });
}

export function makeAccount(
  input: Pick<
    Account,
    "locationId" | "platform" | "type" | "name" | "originId" | "expireAt" | "createdAt"
  > & {
    key: string;
    avatar?: string;
    connectedDay?: string;
    meta?: Record<string, unknown>;
  },
): Account {
  const oauthId = hex24(input.key, "oauth");
  const { key, ...rest } = input;
  return {
    ...rest,
    id: `${oauthId}_${input.locationId}_${input.originId}`,
    oauthId,
    profileId: hex24(key, "profile"),
    meta: input.meta ?? {},
  };
}

export function originId(platform: Platform, ...key: readonly (string | number)[]): string {
  if (platform === "youtube") return `UC${id20(...key, "channel")}`;
  return digits(platform === "linkedin" ? 9 : 17, ...key, "origin");
}

function accountName(place: Location, platform: Platform, type: AccountType): string {
  const handle = slugOf(place.name).replaceAll("-", "");
  if (platform === "instagram" || platform === "threads" || platform === "twitter") return handle;
  if (platform === "tiktok" || platform === "tiktok-business") return `@${handle}`;
  if (platform === "linkedin" && type === "profile") return `${place.name} (founder)`;
  if (platform === "google") return `${place.name}, ${place.place.city}`;
  return place.name;
}
