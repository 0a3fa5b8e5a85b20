import { digits, hash32, id20, pick } from "../ids";
import { bornAccounts } from "./accounts";
import { moreNames, moreTrades, type Place, placeList, type Shop, shops, type Trade } from "./places";

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

export type World = {
  seed: string;
  bornAt: number;
  companies: readonly [Company, Company];
  locations: readonly Location[];
  locationById: ReadonlyMap<string, Location>;
  special: { expiredAccount: string | null; withoutAccounts: string | null; notActive: string | null };
};

const roads: readonly [string, ...string[]] = ["Harbour Road", "Mill Lane", "High Street", "Station Road"];

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

export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
