import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, shareLinks } from "@/db/schema";

export type ShareRow = typeof shareLinks.$inferSelect;

export async function insertShare(db: Executor, share: typeof shareLinks.$inferInsert): Promise<ShareRow> {
  const [row] = await db.insert(shareLinks).values(share).returning();
  if (!row) throw new Error("a share link was not stored");
  return row;
}

export async function readShares(db: Executor, companyId: string): Promise<ShareRow[]> {
  return db
    .select()
    .from(shareLinks)
    .where(eq(shareLinks.companyId, companyId))
    .orderBy(desc(shareLinks.createdAt))
    .limit(200);
}

export async function readShare(db: Executor, companyId: string, shareId: string): Promise<ShareRow | null> {
  const [row] = await db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.companyId, companyId), eq(shareLinks.id, shareId)));
  return row ?? null;
}

/** The link of this token, with the agency's name; the token is the only key, whoever asks. */
export async function readShareByToken(
  db: Executor,
  tokenHash: string,
): Promise<{ share: ShareRow; agency: string } | null> {
  const [row] = await db
    .select({ share: shareLinks, agency: companies.name })
    .from(shareLinks)
    .innerJoin(companies, eq(companies.id, shareLinks.companyId))
    .where(eq(shareLinks.tokenHash, tokenHash));
  return row ?? null;
}

export async function revokeShare(db: Executor, shareId: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(shareLinks)
    .set({ revokedAt: at })
    .where(and(eq(shareLinks.id, shareId), isNull(shareLinks.revokedAt)))
    .returning({ id: shareLinks.id });
  return rows.length > 0;
}

export async function countView(db: Executor, shareId: string, at: Date): Promise<void> {
  await db
    .update(shareLinks)
    .set({ views: sql`${shareLinks.views} + 1`, lastViewedAt: at })
    .where(eq(shareLinks.id, shareId));
}
