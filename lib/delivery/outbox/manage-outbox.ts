import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mailer } from "@/lib/mail/mailer";
import {
  deleteMessage,
  type MessageRow,
  messageFacts,
  moveMessage,
  readMessage,
  readMessages,
} from "./repository";
import type { OutboxMessage } from "./schema";

const missing = () =>
  new AppError("not_found", { message: "There is no such message. It may have been deleted." });

/** The agency's e-mails, newest first. */
export async function listOutbox(ctx: Context): Promise<{ messages: OutboxMessage[]; mailer: boolean }> {
  requireRole(ctx, "admin");
  const rows = await readMessages(ctx.db, ctx.companyId);
  return { messages: rows.map(viewOf), mailer: mailer().configured };
}

/** A message as a file that mail programs open. */
export async function getMessageFile(
  ctx: Context,
  messageId: string,
): Promise<{ fileName: string; eml: Buffer }> {
  requireRole(ctx, "admin");
  const row = await readMessage(ctx.db, ctx.companyId, messageId);
  if (!row) throw missing();
  return { fileName: `${row.subject.replace(/[\\/:*?"<>|]+/g, " ").slice(0, 100)}.eml`, eml: row.eml };
}

/** Queues a held, failed or sent message once more. */
export async function sendAgain(ctx: Context, messageId: string): Promise<OutboxMessage> {
  requireRole(ctx, "admin");
  if (!mailer().configured) {
    throw new AppError("unprocessable", {
      message:
        "No mail server is set, so nothing can be sent. Download the message, or set SMTP_URL and MAIL_FROM.",
    });
  }
  return ctx.db.transaction(async (tx) => {
    const before = await readMessage(tx, ctx.companyId, messageId);
    if (!before) throw missing();
    const { scheduleId } = messageFacts.parse(before.facts);
    const row = await moveMessage(tx, before, ["held", "failed", "sent"], {
      status: "queued",
      attempts: 0,
      lastError: null,
      facts: scheduleId ? { scheduleId } : {},
    });
    if (!row) {
      throw new AppError("already_running", {
        message: "This message is on its way already. Wait for its outcome.",
      });
    }
    await auditMessage(tx, ctx, "requeued", before);
    return viewOf(row);
  });
}

export async function removeMessage(ctx: Context, messageId: string): Promise<{ messageId: string }> {
  requireRole(ctx, "admin");
  return ctx.db.transaction(async (tx) => {
    const row = await readMessage(tx, ctx.companyId, messageId);
    if (!row) throw missing();
    if (!(await deleteMessage(tx, ctx.companyId, messageId))) {
      throw new AppError("already_running", { message: "This message is being sent. Wait for its outcome." });
    }
    await auditMessage(tx, ctx, "deleted", row);
    return { messageId };
  });
}

function auditMessage(
  tx: Parameters<typeof recordAudit>[0],
  ctx: Context,
  verb: "requeued" | "deleted",
  row: MessageRow,
) {
  return recordAudit(tx, ctx, {
    action: `outbox_message.${verb}`,
    targetKind: "e-mail",
    targetId: row.id,
    targetName: row.subject,
    after: { recipient: row.recipient },
  });
}

function viewOf(row: MessageRow): OutboxMessage {
  const facts = messageFacts.parse(row.facts);
  return {
    messageId: row.id,
    recipient: row.recipient,
    subject: row.subject,
    status: row.status,
    unknown: facts.unknown === true,
    attempts: row.attempts,
    lastError: row.lastError,
    size: row.size,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextTryAt: facts.nextTryAt ?? null,
  };
}
