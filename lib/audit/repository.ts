import { desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";

/** Held to the transaction's end: two events of one company never claim the same predecessor. */
export async function lockChain(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${companyId}`}, 0))`);
}

export async function readLastHash(tx: Transaction, companyId: string): Promise<string | null> {
  const [last] = await tx
    .select({ hash: auditEvents.hash })
    .from(auditEvents)
    .where(eq(auditEvents.companyId, companyId))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return last?.hash ?? null;
}

export async function insertAuditEvent(
  tx: Transaction,
  event: typeof auditEvents.$inferInsert,
): Promise<void> {
  await tx.insert(auditEvents).values(event);
}
