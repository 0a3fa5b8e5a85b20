import type { Context } from "@/lib/context";
import { MailError, type Mailer, mailer } from "@/lib/mail/mailer";
import { claimQueuedMessage, messageFacts, moveMessage, settleAbandoned } from "./repository";

/** Tries before it is given up: over about two hours. */
export const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MS = 60_000;
const ABANDONED_MS = 15 * 60_000;
const NOT_KNOWN =
  "The process that sent it ended before the mail server's answer came, so it may have gone. Ask the recipient before you send it again.";

/**
 * Sends what is queued, one after another. Each is marked before it is handed to the mail server, so no second worker takes
 * it; a server that is busy is asked again later, a refusal ends it, and an outcome that is not known is never repeated by
 * itself.
 */
export async function sendOutbox(
  ctx: Pick<Context, "db" | "clock" | "log">,
  signal: AbortSignal,
  by: Mailer = mailer(),
): Promise<number> {
  const { db, clock } = ctx;
  await settleAbandoned(db, { since: new Date(clock.now().getTime() - ABANDONED_MS), reason: NOT_KNOWN });
  let sent = 0;
  while (by.configured && !signal.aborted) {
    const message = await db.transaction((tx) => claimQueuedMessage(tx, clock.now()));
    if (!message) break;
    const { scheduleId } = messageFacts.parse(message.facts);
    const facts = scheduleId ? { scheduleId } : {};
    try {
      await by.sendEml(message.eml, message.recipient);
      const done = { status: "sent" as const, sentAt: clock.now(), lastError: null, facts };
      await moveMessage(db, message, ["sending"], done);
      sent++;
    } catch (error) {
      const outcome = error instanceof MailError ? error.outcome : "unknown";
      const lastError = error instanceof Error ? error.message : String(error);
      const again = outcome === "later" && message.attempts < MOST_ATTEMPTS;
      const wait = FIRST_WAIT_MS * 2 ** (message.attempts - 1);
      const nextTryAt = new Date(clock.now().getTime() + wait).toISOString();
      await moveMessage(db, message, ["sending"], {
        status: again ? "queued" : "failed",
        lastError,
        facts: { ...facts, ...(again ? { nextTryAt } : { unknown: outcome === "unknown" }) },
      });
      ctx.log.warn({ messageId: message.id, outcome }, "an e-mail was not sent");
    }
  }
  return sent;
}
