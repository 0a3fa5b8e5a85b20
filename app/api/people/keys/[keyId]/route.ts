import { z } from "zod";
import { revokeApiKey } from "@/lib/auth/manage-api-keys";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute({
  summary: "Revoke an API key at once.",
  access: { role: "admin", location: "none" },
  params: z.object({ keyId: z.uuid("This is no key's id.") }),
  output: z.object({ keyId: z.string() }),
  run: async ({ ctx, params }) => {
    await revokeApiKey(ctx, params.keyId);
    return params;
  },
});
