import { setPauseKeys } from "@/lib/auth/api-key-pause";
import { keySettingsInput } from "@/lib/auth/api-key-schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  summary: "Settle whether unusual use pauses an API key by itself.",
  access: { role: "admin", location: "none", stepUp: true },
  body: keySettingsInput,
  run: ({ ctx, body }) => setPauseKeys(ctx, body.pauseKeys),
});
