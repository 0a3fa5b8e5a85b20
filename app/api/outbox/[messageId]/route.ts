import { z } from "zod";
import { removeMessage } from "@/lib/delivery/outbox/manage-outbox";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute({
  summary: "Delete an e-mail from the outbox.",
  access: { role: "admin", location: "none" },
  params: z.object({ messageId: z.uuid() }),
  output: z.object({ messageId: z.string() }),
  run: ({ ctx, params }) => removeMessage(ctx, params.messageId),
});
