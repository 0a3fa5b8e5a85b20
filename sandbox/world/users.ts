import { digits, id20, pick } from "../ids";
import type { Company, Location, World } from "./world";

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
