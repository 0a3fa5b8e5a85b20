import { z } from "zod";
import { pauseApiKey } from "@/lib/auth/api-key-pause";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Pause an API key: its requests are refused until it is resumed.",
  access: { role: "admin", location: "none" },
  params: z.object({ keyId: z.uuid("This is no key's id.") }),
  run: ({ ctx, params }) => pauseApiKey(ctx, params.keyId),
});
