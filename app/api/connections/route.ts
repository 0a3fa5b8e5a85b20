import { listConnections } from "@/lib/connections/list-connections";
import { connectionsReply } from "@/lib/connections/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List the connections to the Social Media API, their scopes, use and state. Never a token.",
  access: { role: "admin", location: "none" },
  output: connectionsReply,
  run: ({ ctx }) => listConnections(ctx),
});
