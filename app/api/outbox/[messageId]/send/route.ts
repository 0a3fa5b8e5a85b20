import { z } from "zod";
import { sendAgain } from "@/lib/delivery/outbox/manage-outbox";
import { outboxMessage } from "@/lib/delivery/outbox/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Send an e-mail of the outbox, or send it once more.",
  access: { role: "admin", location: "none" },
  params: z.object({ messageId: z.uuid() }),
  output: outboxMessage,
  run: ({ ctx, params }) => sendAgain(ctx, params.messageId),
});
