import { z } from "zod";
import { resumeApiKey } from "@/lib/auth/api-key-pause";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Let a paused API key work again.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ keyId: z.uuid("This is no key's id.") }),
  run: ({ ctx, params }) => resumeApiKey(ctx, params.keyId),
});
