import { z } from "zod";

export const MESSAGE_STATUSES = ["queued", "sending", "sent", "held", "failed"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const outboxMessage = z.object({
  messageId: z.string(),
  recipient: z.string(),
  subject: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  /** It may have gone although nobody knows: sending it again may bring it twice. */
  unknown: z.boolean(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  size: z.number().int(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  nextTryAt: z.string().nullable(),
});
export type OutboxMessage = z.output<typeof outboxMessage>;

export const outboxReply = z.object({ messages: z.array(outboxMessage), mailer: z.boolean() });
