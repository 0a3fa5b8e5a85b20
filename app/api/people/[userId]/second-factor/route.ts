import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { resetSecondFactor } from "@/lib/people/reset-second-factor";
import { personSchema } from "@/lib/people/schema";

export const DELETE = defineRoute({
  summary:
    "Remove the authenticator app, passkeys and recovery codes of somebody who lost them; signs them out.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ userId: z.uuid() }),
  output: personSchema,
  run: ({ ctx, params }) => resetSecondFactor(ctx, params.userId),
});
