import type { Database } from "@/db/client";
import { companies, locationGrants, memberships, users } from "@/db/schema";
import type { Role } from "@/lib/context";
import { env } from "@/lib/env";
import { insertSession } from "../session-repository";
import { hashToken, newSessionToken, sealSessionToken, sessionCookieName } from "../session-token";

/** argon2id of random text that nobody kept. */
const NOBODY_KNOWS =
  "$argon2id$v=19$m=19456,t=2,p=1$QqupnqbbQIm+zH4A/F2e4Q$WTZvEzv+y4HtzUHoz08qeOjsJ2WgRLiTE+HMSZdNg70";

let made = 0;

export async function createCompany(
  db: Database,
  name = `Agency ${++made}`,
): Promise<{ companyId: string; name: string }> {
  const [company] = await db.insert(companies).values({ name }).returning({ companyId: companies.id });
  if (!company) throw new Error("the company was not stored");
  return { ...company, name };
}

export type TestPerson = {
  userId: string;
  companyId: string;
  sessionId: string;
  name: string;
  email: string;
  role: Role;
  /** A request with these comes from the person's own browser: session cookie and the product's origin. */
  headers: Headers;
};

/** A person who is signed in. `locations`: every location, or the ids granted. */
export async function createPerson(
  db: Database,
  options: {
    companyId: string;
    role: Role;
    locations?: "all" | readonly string[];
    name?: string;
    passwordHash?: string | null;
  },
): Promise<TestPerson> {
  const { companyId, role, locations = "all" } = options;
  const name = options.name ?? `Person ${++made}`;
  const email = `person-${crypto.randomUUID()}@agency.example`;
  const [user] = await db
    .insert(users)
    .values({
      name,
      email,
      passwordHash: options.passwordHash === undefined ? NOBODY_KNOWS : options.passwordHash,
    })
    .returning({ userId: users.id });
  if (!user) throw new Error("the person was not stored");
  await db
    .insert(memberships)
    .values({ companyId, userId: user.userId, role, allLocations: locations === "all" });
  if (locations !== "all" && locations.length > 0) {
    await db
      .insert(locationGrants)
      .values(locations.map((locationId) => ({ companyId, userId: user.userId, locationId })));
  }
  const session = await openTestSession(db, { userId: user.userId, companyId });
  return { ...user, companyId, name, email, role, ...session };
}

/** One more device of a person. */
export async function openTestSession(
  db: Database,
  person: { userId: string; companyId: string },
): Promise<{ sessionId: string; headers: Headers }> {
  const token = newSessionToken();
  const sessionId = await insertSession(db, {
    ...person,
    tokenHash: hashToken(token),
    userAgent: "Test browser",
    address: "127.0.0.1",
    idleMinutes: env().SESSION_IDLE_MINUTES,
    maxHours: env().SESSION_MAX_HOURS,
  });
  const headers = new Headers({
    cookie: `${sessionCookieName()}=${await sealSessionToken(token)}`,
    origin: new URL(env().appUrl).origin,
    "content-type": "application/json",
  });
  return { sessionId, headers };
}
