import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, memberships, users } from "@/db/schema";

const account = {
  userId: users.id,
  email: users.email,
  name: users.name,
  passwordHash: users.passwordHash,
  disabledAt: users.disabledAt,
  companyId: memberships.companyId,
  companyName: companies.name,
  role: memberships.role,
};

export type Account = NonNullable<Awaited<ReturnType<typeof findAccountByEmail>>>;

export async function findAccountByEmail(db: Executor, email: string) {
  const [found] = await db
    .select(account)
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return found;
}

export async function findAccount(db: Executor, userId: string) {
  const [found] = await db
    .select(account)
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(users.id, userId));
  return found;
}

export async function findAccountByExternalId(db: Executor, externalId: string) {
  const [found] = await db
    .select(account)
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(users.externalId, externalId));
  return found;
}

/** False when the person is linked to another id already. */
export async function linkExternalId(db: Executor, userId: string, externalId: string): Promise<boolean> {
  const linked = await db
    .update(users)
    .set({ externalId })
    .where(and(eq(users.id, userId), isNull(users.externalId)))
    .returning({ userId: users.id });
  return linked.length === 1;
}

export async function storePasswordHash(db: Executor, userId: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** True once somebody can administer this installation: the first-run page is closed from then on. */
export async function hasAdmin(db: Executor): Promise<boolean> {
  const [admin] = await db
    .select({ userId: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(memberships.role, "admin"), isNull(users.disabledAt)))
    .limit(1);
  return admin !== undefined;
}
