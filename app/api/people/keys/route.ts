import { apiKeysSchema, createApiKeyInput, createdApiKeySchema } from "@/lib/auth/api-key-schema";
import { createApiKey, listApiKeys } from "@/lib/auth/manage-api-keys";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary:
    "List the API keys of your agency's scripts, from where they were used last, and what pauses them.",
  access: { role: "admin", location: "none" },
  output: apiKeysSchema,
  run: ({ ctx }) => listApiKeys(ctx),
});

export const POST = defineRoute({
  summary: "Make an API key for a script; its secret is shown once.",
  access: { role: "admin", location: "none", stepUp: true },
  body: createApiKeyInput,
  output: createdApiKeySchema,
  status: 201,
  run: ({ ctx, body }) => createApiKey(ctx, body),
});
