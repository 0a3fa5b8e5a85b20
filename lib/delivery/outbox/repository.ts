import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor, Transaction } from "@/db/client";
import { outboxMessages } from "@/db/schema";
import type { MessageStatus } from "./schema";

export type NewMessage = typeof outboxMessages.$inferInsert;

/** What is known of a message besides its columns. */
export const messageFacts = z.object({
  scheduleId: z.string().optional(),
  /** A queued one is not tried before. */
  nextTryAt: z.string().optional(),
  sendingSince: z.string().optional(),
  unknown: z.boolean().optional(),
});
export type MessageFacts = z.output<typeof messageFacts>;

/** Everything but the message itself, which a list does not need. */
const listed = {
  id: outboxMessages.id,
  companyId: outboxMessages.companyId,
  recipient: outboxMessages.recipient,
  subject: outboxMessages.subject,
  status: outboxMessages.status,
  attempts: outboxMessages.attempts,
  lastError: outboxMessages.lastError,
  facts: outboxMessages.facts,
  createdAt: outboxMessages.createdAt,
  sentAt: outboxMessages.sentAt,
  size: sql<number>`length(${outboxMessages.eml})`,
};

/** Stores messages; one whose occasion is there already is left as it is. */
export async function insertMessages(db: Executor, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length > 0)
    await db
      .insert(outboxMessages)
      .values([...messages])
      .onConflictDoNothing();
}

export function readMessages(db: Executor, companyId: string) {
  return db
    .select(listed)
    .from(outboxMessages)
    .where(eq(outboxMessages.companyId, companyId))
    .orderBy(desc(outboxMessages.createdAt), desc(outboxMessages.id))
    .limit(300);
}

export type MessageRow = Awaited<ReturnType<typeof readMessages>>[number];

export async function readMessage(db: Executor, companyId: string, messageId: string) {
  const [row] = await db
    .select({ ...listed, eml: outboxMessages.eml })
    .from(outboxMessages)
    .where(and(eq(outboxMessages.companyId, companyId), eq(outboxMessages.id, messageId)));
  return row ?? null;
}

/** Moves a message on from one of these states; null when it was in none of them. */
export async function moveMessage(
  db: Executor,
  message: { companyId: string; id: string },
  from: readonly MessageStatus[],
  change: Partial<NewMessage> & { status: MessageStatus },
): Promise<MessageRow | null> {
  const [row] = await db
    .update(outboxMessages)
    .set(change)
    .where(
      and(
        eq(outboxMessages.companyId, message.companyId),
        eq(outboxMessages.id, message.id),
        inArray(outboxMessages.status, [...from]),
      ),
    )
    .returning(listed);
  return row ?? null;
}

/** True when it is gone; one that is being sent stays. */
export async function deleteMessage(db: Executor, companyId: string, messageId: string): Promise<boolean> {
  const rows = await db
    .delete(outboxMessages)
    .where(
      and(
        eq(outboxMessages.companyId, companyId),
        eq(outboxMessages.id, messageId),
        ne(outboxMessages.status, "sending"),
      ),
    )
    .returning({ id: outboxMessages.id });
  return rows.length > 0;
}

/** The oldest queued message whose time has come, marked as being sent; one that another worker holds is passed over. */
export async function claimQueuedMessage(
  tx: Transaction,
  now: Date,
): Promise<(MessageRow & { eml: Buffer }) | null> {
  const [found] = await tx
    .select({ id: outboxMessages.id, facts: outboxMessages.facts })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.status, "queued"),
        sql`coalesce((${outboxMessages.facts}->>'nextTryAt')::timestamptz <= ${now.toISOString()}::timestamptz, true)`,
      ),
    )
    .orderBy(asc(outboxMessages.createdAt))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!found) return null;
  const facts = messageFacts.parse(found.facts);
  const [row] = await tx
    .update(outboxMessages)
    .set({
      status: "sending",
      attempts: sql`${outboxMessages.attempts} + 1`,
      facts: { ...facts, nextTryAt: undefined, sendingSince: now.toISOString() },
    })
    .where(eq(outboxMessages.id, found.id))
    .returning({ ...listed, eml: outboxMessages.eml });
  return row ?? null;
}

/** Messages whose sender died while sending: whether they went is not known. Answers how many. */
export async function settleAbandoned(db: Executor, asked: { since: Date; reason: string }): Promise<number> {
  const rows = await db
    .update(outboxMessages)
    .set({
      status: "failed",
      lastError: asked.reason,
      facts: sql`${outboxMessages.facts} || '{"unknown": true}'::jsonb`,
    })
    .where(
      and(
        eq(outboxMessages.status, "sending"),
        sql`(${outboxMessages.facts}->>'sendingSince')::timestamptz < ${asked.since.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: outboxMessages.id });
  return rows.length;
}
