import { z } from "zod";
import { changePassword } from "@/lib/auth/change-password";
import { changePasswordInput } from "@/lib/auth/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  summary: "Change your password; every other device is signed out.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  body: changePasswordInput,
  output: z.object({ sessionsEnded: z.number() }),
  run: ({ ctx, body }) => changePassword(ctx, body),
});
