import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies } from "@/db/schema";
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
