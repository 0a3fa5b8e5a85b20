import { chance, digits, hash32, hex24, id20, pick } from "../ids";
import { moreNames, moreTrades, type Place, placeList, type Shop, shops, type Trade } from "./places";
import { type AccountType, habits, type Platform } from "./platforms";

export type Company = { id: string; name: string; email: string; phone: string; website: string };

export type Location = {
  id: string;
  companyId: string;
  index: number;
  name: string;
  trade: Trade;
  place: Place;
  timeZone: string;
  active: boolean;
  email: string;
  phone: string;
  website: string;
  postalCode: string;
  address: string;
};

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

export type User = {
  id: string;
  companyId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  type: "agency" | "account";
  role: "admin" | "user";
  locationIds: string[];
};

export type World = {
  seed: string;
  bornAt: number;
  companies: readonly [Company, Company];
  locations: readonly Location[];
  locationById: ReadonlyMap<string, Location>;
  special: { expiredAccount: string | null; withoutAccounts: string | null; notActive: string | null };
};

const dayMs = 86_400_000;
const roads: readonly [string, ...string[]] = ["Harbour Road", "Mill Lane", "High Street", "Station Road"];
const firstNames: readonly [string, ...string[]] = [
  "Maya",
  "Tom",
  "Ines",
  "Jonas",
  "Priya",
  "Callum",
  "Noor",
  "Lucas",
  "Ella",
  "Mateus",
];
const lastNames: readonly [string, ...string[]] = [
  "Okafor",
  "Lindqvist",
  "Marsh",
  "Weber",
  "Banerjee",
  "Doyle",
  "Costa",
  "Hughes",
  "Novak",
  "Silva",
];

/** The agency, its clients and a second agency to prove that nothing crosses over. Accounts and posts come lazily. */
export function createWorld(seed: string, locationCount: number, bornAt: number): World {
  const companies = [company(seed, "Northwind Agency"), company(seed, "Blue Heron Media")] as const;
  const last = Math.min(locationCount, shops.length) - 1;
  const own = Array.from({ length: locationCount }, (_, index) =>
    location(seed, companies[0], index, !(locationCount >= 4 && index === last)),
  );
  const foreign = [0, 1].map((index) => foreignLocation(seed, companies[1], index));
  const locations = [...own, ...foreign];
  const world = {
    seed,
    bornAt,
    companies,
    locations,
    locationById: new Map(locations.map((each) => [each.id, each])),
    special: {
      expiredAccount: null as string | null,
      withoutAccounts: locationCount >= 4 ? (own[last - 1]?.id ?? null) : null,
      notActive: own.find((each) => !each.active)?.id ?? null,
    },
  };
  const first = own[0];
  if (first) {
    const expired = bornAccounts(world, first).find((each) => each.platform === "tiktok");
    world.special.expiredAccount = expired?.id ?? null;
  }
  return world;
}

function company(seed: string, name: string): Company {
  const domain = `${name.toLowerCase().replaceAll(" ", "")}.example`;
  return {
    id: id20(seed, "company", name),
    name,
    email: `hello@${domain}`,
    phone: "+442079460100",
    website: `https://${domain}`,
  };
}

function location(seed: string, owner: Company, index: number, active: boolean): Location {
  return settle(seed, owner, index, shops[index] ?? moreShop(seed, index), active);
}

function foreignLocation(seed: string, owner: Company, index: number): Location {
  const name = index === 0 ? "Heron Quay Books" : "Mossgate Clinic";
  const trade: Trade = index === 0 ? "shop" : "health";
  return settle(seed, owner, index, { name, trade, at: pick(placeList, seed, name) }, true);
}

function moreShop(seed: string, index: number): Shop {
  const [word, trade] = pick(moreTrades, seed, "trade", index);
  const round = Math.floor((index - shops.length) / moreNames.length);
  const name = `${moreNames[(index - shops.length) % moreNames.length]} ${word}`;
  return {
    name: round === 0 ? name : `${name} ${round + 1}`,
    trade,
    at: pick(placeList, seed, "place", index),
  };
}

function settle(seed: string, owner: Company, index: number, shop: Shop, active: boolean): Location {
  const slug = slugOf(shop.name);
  return {
    id: id20(seed, owner.id, "location", index),
    companyId: owner.id,
    index,
    name: shop.name,
    trade: shop.trade,
    place: shop.at,
    timeZone: shop.at.timeZone,
    active,
    email: `hello@${slug}.example`,
    phone: `${shop.at.dial}${digits(7, seed, shop.name)}`,
    website: `https://${slug}.example`,
    postalCode: digits(5, seed, shop.name, "post code"),
    address: `${(hash32(seed, shop.name) % 180) + 1} ${pick(roads, seed, shop.name)}`,
  };
}

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

/** Three people of the agency and two of each location. */
export function usersOf(world: World, owner: Company, place?: Location): User[] {
  const agency = [0, 1, 2].map((index) =>
    person(world, owner, `agency-${index}`, index === 2 ? "user" : "admin"),
  );
  if (!place) return agency;
  const local = [0, 1].map((index) =>
    person(world, owner, `${place.id}-${index}`, index === 0 ? "admin" : "user", place),
  );
  return [...local, ...agency];
}

function person(world: World, owner: Company, key: string, role: "admin" | "user", place?: Location): User {
  const firstName = pick(firstNames, world.seed, owner.id, key, "first");
  const lastName = pick(lastNames, world.seed, owner.id, key, "last");
  const domain = (place ?? owner).website.replace("https://", "");
  return {
    id: id20(world.seed, owner.id, "user", key),
    companyId: owner.id,
    firstName,
    lastName,
    email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
    phone: `+1${digits(10, world.seed, key)}`,
    type: place ? "account" : "agency",
    role,
    locationIds: place ? [place.id] : [],
  };
}

export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
