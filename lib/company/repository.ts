import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, memberships, passkeys, totpFactors, users } from "@/db/schema";
import { ROLES, type Role } from "@/lib/context";
import { type CompanySettings, companySettings } from "./settings";

export async function readCompany(db: Executor, companyId: string) {
  const [row] = await db.select().from(companies).where(eq(companies.id, companyId));
  return row ?? null;
}

export async function updateCompany(
  db: Executor,
  companyId: string,
  change: { name: string; timezone: string },
): Promise<void> {
  await db.update(companies).set(change).where(eq(companies.id, companyId));
}

export async function readSettings(db: Executor, companyId: string): Promise<CompanySettings> {
  return companySettings.parse((await readCompany(db, companyId))?.settings ?? {});
}

/** Writes the named settings and leaves the others as they are, also those two people change at once. */
export async function mergeSettings(
  db: Executor,
  companyId: string,
  change: Partial<CompanySettings>,
): Promise<void> {
  await db
    .update(companies)
    .set({ settings: sql`${companies.settings} || ${JSON.stringify(change)}::jsonb` })
    .where(eq(companies.id, companyId));
}

/** People who may sign in with a password alone, by role. */
export async function countWithoutFactor(db: Executor, companyId: string): Promise<Record<Role, number>> {
  const rows = await db
    .select({ role: memberships.role, people: count() })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        isNull(users.disabledAt),
        sql`not exists (select 1 from ${totpFactors} f where f.user_id = ${users.id} and f.confirmed_at is not null)`,
        sql`not exists (select 1 from ${passkeys} p where p.user_id = ${users.id})`,
      ),
    )
    .groupBy(memberships.role);
  const none = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
  return { ...none, ...Object.fromEntries(rows.map(({ role, people }) => [role, people])) };
}
