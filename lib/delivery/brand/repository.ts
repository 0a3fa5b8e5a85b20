import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companyLogos } from "@/db/schema";

export type LogoRow = typeof companyLogos.$inferSelect;

export async function readLogo(db: Executor, companyId: string): Promise<LogoRow | null> {
  const [row] = await db.select().from(companyLogos).where(eq(companyLogos.companyId, companyId));
  return row ?? null;
}

export async function writeLogo(db: Executor, logo: typeof companyLogos.$inferInsert): Promise<void> {
  const { companyId: _, ...change } = logo;
  await db
    .insert(companyLogos)
    .values(logo)
    .onConflictDoUpdate({ target: companyLogos.companyId, set: change });
}

export async function deleteLogo(db: Executor, companyId: string): Promise<boolean> {
  const rows = await db
    .delete(companyLogos)
    .where(eq(companyLogos.companyId, companyId))
    .returning({ companyId: companyLogos.companyId });
  return rows.length > 0;
}
