import { addApiKey } from "@/lib/connections/add-api-key";
import { apiKeyInput, apiKeyReply } from "@/lib/connections/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Try a pasted API key at the Social Media API and keep it in the vault.",
  access: { role: "admin", location: "none", stepUp: true },
  body: apiKeyInput,
  output: apiKeyReply,
  status: 201,
  run: ({ ctx, body }) => addApiKey(ctx, body),
});
