import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { companies, locationGrants, memberships, users } from "@/db/schema";

/** Clients of Northwind Agency in the sandbox's world; its ids follow from its seed, so they are known beforehand. */
export const DEMO_LOCATIONS = {
  harbourDental: "6K824PHLRNay4mvZnKKY",
  fernhillGardenCentre: "3OJpsqHFYl0vBz2Frg26",
  hollinsEstateAgents: "L3Wxwpuh9z7W37tX5SsX",
} as const;

type DemoPerson = {
  company: string;
  name: string;
  email: string;
  password: string;
  role: "admin" | "marketer" | "viewer";
  locations: "all" | readonly string[];
};

/** The demo's sign-ins: printed at start and offered on the sign-in page, and only ever made for the sandbox. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    company: "Northwind Agency",
    name: "Anna Marsh",
    email: "admin@northwind.example",
    password: "demo-admin",
    role: "admin",
    locations: "all",
  },
  {
    company: "Northwind Agency",
    name: "Tom Reyes",
    email: "marketer@northwind.example",
    password: "demo-marketer",
    role: "marketer",
    locations: "all",
  },
  {
    company: "Northwind Agency",
    name: "Priya Shah",
    email: "viewer@northwind.example",
    password: "demo-viewer",
    role: "viewer",
    locations: Object.values(DEMO_LOCATIONS),
  },
  {
    company: "Southbank Studio",
    name: "Leo Hart",
    email: "admin@southbank.example",
    password: "demo-southbank",
    role: "admin",
    locations: "all",
  },
];

/** Makes the demo companies and people that are not there yet. What somebody changed since stays changed. */
export async function seedDemo(db: Database): Promise<void> {
  for (const person of DEMO_PEOPLE) {
    const [present] = await db.select({ id: users.id }).from(users).where(eq(users.email, person.email));
    if (present) continue;
    const passwordHash = await hash(person.password);
    await db.transaction(async (tx) => {
      // Two starts at once make one set of people.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('seed:demo', 0))`);
      await createPerson(tx, person, passwordHash);
    });
  }
}

async function createPerson(tx: Transaction, person: DemoPerson, passwordHash: string): Promise<void> {
  const companyId = await companyNamed(tx, person.company);
  const [user] = await tx
    .insert(users)
    .values({ email: person.email, name: person.name, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (!user) return;
  const allLocations = person.locations === "all";
  await tx.insert(memberships).values({ companyId, userId: user.id, role: person.role, allLocations });
  if (person.locations === "all") return;
  await tx
    .insert(locationGrants)
    .values(person.locations.map((locationId) => ({ companyId, userId: user.id, locationId })));
}

async function companyNamed(tx: Transaction, name: string): Promise<string> {
  const [present] = await tx.select({ id: companies.id }).from(companies).where(eq(companies.name, name));
  if (present) return present.id;
  const [made] = await tx
    .insert(companies)
    .values({ name, timezone: "Europe/London" })
    .returning({ id: companies.id });
  if (!made) throw new Error(`the company ${name} was not stored`);
  return made.id;
}
