import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { resetPasswordLink } from "@/lib/people/reset-password-link";
import { passwordLinkAnswer } from "@/lib/people/schema";

export const POST = defineRoute({
  summary: "Make a new single-use link with which a person sets their password.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ userId: z.uuid("This is no person's id.") }),
  output: passwordLinkAnswer,
  status: 201,
  run: ({ ctx, params }) => resetPasswordLink(ctx, params.userId),
});
