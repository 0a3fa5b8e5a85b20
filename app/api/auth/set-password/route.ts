import { z } from "zod";
import { setPasswordInput } from "@/lib/auth/schema";
import { setPasswordByLink } from "@/lib/auth/set-password-by-link";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Set a password with a single-use link.",
  access: { public: true },
  body: setPasswordInput,
  output: z.object({ email: z.string() }),
  run: ({ ctx, body }) => setPasswordByLink(ctx, body),
});
