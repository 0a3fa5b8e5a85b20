import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { companies, firstRunCodes, memberships, users } from "@/db/schema";

export async function replaceFirstRunCode(db: Executor, codeHash: string): Promise<void> {
  // Codes of earlier starts are forgotten, the spent ones are kept to say so.
  await db.delete(firstRunCodes).where(isNull(firstRunCodes.usedAt));
  await db.insert(firstRunCodes).values({ codeHash });
}

export type CodeState = "unknown" | "used" | "expired" | "good";

export async function readFirstRunCode(db: Executor, codeHash: string): Promise<CodeState> {
  const [code] = await db
    .select({
      usedAt: firstRunCodes.usedAt,
      fresh: sql<boolean>`${firstRunCodes.createdAt} > now() - interval '24 hours'`,
    })
    .from(firstRunCodes)
    .where(eq(firstRunCodes.codeHash, codeHash));
  if (!code) return "unknown";
  if (code.usedAt) return "used";
  return code.fresh ? "good" : "expired";
}

/** Held to the transaction's end: two first runs at once make one admin. */
export async function lockFirstRun(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first-run', 0))`);
}

export async function spendFirstRunCode(tx: Transaction, codeHash: string): Promise<void> {
  await tx
    .update(firstRunCodes)
    .set({ usedAt: sql`now()` })
    .where(and(eq(firstRunCodes.codeHash, codeHash), isNull(firstRunCodes.usedAt)));
}

export async function insertCompanyWithAdmin(
  tx: Transaction,
  input: { companyName: string; timezone: string; name: string; email: string; passwordHash: string },
): Promise<{ companyId: string; userId: string }> {
  const [company] = await tx
    .insert(companies)
    .values({ name: input.companyName, timezone: input.timezone })
    .returning({ id: companies.id });
  const [user] = await tx
    .insert(users)
    .values({ email: input.email, name: input.name, passwordHash: input.passwordHash })
    .returning({ id: users.id });
  if (!company || !user) throw new Error("the first admin was not stored");
  await tx
    .insert(memberships)
    .values({ companyId: company.id, userId: user.id, role: "admin", allLocations: true });
  return { companyId: company.id, userId: user.id };
}
