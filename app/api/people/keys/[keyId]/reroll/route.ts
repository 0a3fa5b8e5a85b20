import { z } from "zod";
import { rerollApiKey } from "@/lib/auth/api-key-reroll";
import { createdApiKeySchema, rerollInput } from "@/lib/auth/api-key-schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Rotate an API key: a new secret; the old one goes on for the overlap asked for.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ keyId: z.uuid("This is no key's id.") }),
  body: rerollInput,
  output: createdApiKeySchema,
  status: 201,
  run: ({ ctx, params, body }) => rerollApiKey(ctx, params.keyId, body.overlapHours),
});
