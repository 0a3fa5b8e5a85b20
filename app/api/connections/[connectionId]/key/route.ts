import { z } from "zod";
import { replaceApiKey } from "@/lib/connections/replace-api-key";
import { apiKeyReply, rotateKeyInput } from "@/lib/connections/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  summary: "Rotate an API key; the old one stays usable for the overlap asked for.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ connectionId: z.uuid() }),
  body: rotateKeyInput,
  output: apiKeyReply,
  run: ({ ctx, params, body }) => replaceApiKey(ctx, params.connectionId, body),
});
