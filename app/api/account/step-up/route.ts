import { z } from "zod";
import { stepUpInput } from "@/lib/auth/schema";
import { stepUp } from "@/lib/auth/step-up";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Confirm who you are with your password or a code; sensitive actions are open for 5 minutes then.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  body: stepUpInput,
  output: z.object({ confirmed: z.literal(true) }),
  run: async ({ ctx, body }) => {
    await stepUp(ctx, body);
    return { confirmed: true as const };
  },
});
