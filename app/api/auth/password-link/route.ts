import { z } from "zod";
import { passwordLinkSchema, passwordLinkToken } from "@/lib/auth/schema";
import { readPasswordLink } from "@/lib/auth/set-password-by-link";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Read whom a password link is for. The token travels in the body, so that no log keeps it.",
  access: { public: true },
  body: z.object({ token: passwordLinkToken }),
  output: passwordLinkSchema,
  run: ({ ctx, body }) => readPasswordLink(ctx, body.token),
});
