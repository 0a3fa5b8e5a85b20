import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies } from "@/db/schema";

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
