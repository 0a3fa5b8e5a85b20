import { authorizeInput, authorizeReply } from "@/lib/connections/schema";
import { startAuthorization } from "@/lib/connections/start-authorization";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Start an authorization at the Social Media API; answers the address to go to.",
  access: { role: "admin", location: "none", stepUp: true },
  body: authorizeInput,
  output: authorizeReply,
  run: ({ ctx, body }) => startAuthorization(ctx, body),
});
