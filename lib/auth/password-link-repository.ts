import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, memberships, passwordLinks, users } from "@/db/schema";

export type LinkPurpose = "invitation" | "reset";

/** A new link takes the place of the person's earlier ones. */
export async function replacePasswordLink(
  db: Executor,
  link: { tokenHash: string; userId: string; purpose: LinkPurpose; hours: number },
): Promise<Date> {
  await db
    .delete(passwordLinks)
    .where(and(eq(passwordLinks.userId, link.userId), isNull(passwordLinks.usedAt)));
  const [row] = await db
    .insert(passwordLinks)
    .values({
      tokenHash: link.tokenHash,
      userId: link.userId,
      purpose: link.purpose,
      expiresAt: sql`now() + make_interval(hours => ${link.hours})`,
    })
    .returning({ expiresAt: passwordLinks.expiresAt });
  if (!row) throw new Error("the link was not stored");
  return row.expiresAt;
}

export async function findPasswordLink(db: Executor, tokenHash: string) {
  const [link] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      disabledAt: users.disabledAt,
      companyName: companies.name,
      purpose: passwordLinks.purpose,
      usedAt: passwordLinks.usedAt,
      expired: sql<boolean>`${passwordLinks.expiresAt} <= now()`,
    })
    .from(passwordLinks)
    .innerJoin(users, eq(users.id, passwordLinks.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(passwordLinks.tokenHash, tokenHash));
  return link;
}

/** True for exactly one of any number of callers. */
export async function spendPasswordLink(db: Executor, tokenHash: string): Promise<boolean> {
  const spent = await db
    .update(passwordLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(passwordLinks.tokenHash, tokenHash),
        isNull(passwordLinks.usedAt),
        sql`${passwordLinks.expiresAt} > now()`,
      ),
    )
    .returning({ userId: passwordLinks.userId });
  return spent.length === 1;
}

export async function forgetOldPasswordLinks(db: Executor): Promise<void> {
  await db.delete(passwordLinks).where(lt(passwordLinks.expiresAt, sql`now() - interval '30 days'`));
}
