import { listOutbox } from "@/lib/delivery/outbox/manage-outbox";
import { outboxReply } from "@/lib/delivery/outbox/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "E-mails with reports and what became of them.",
  access: { role: "admin", location: "none" },
  output: outboxReply,
  run: ({ ctx }) => listOutbox(ctx),
});
