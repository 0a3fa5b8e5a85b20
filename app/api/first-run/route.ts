import { z } from "zod";
import { completeFirstRun } from "@/lib/auth/complete-first-run";
import { firstRunInput } from "@/lib/auth/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Create the agency and its first admin with the one-time code printed at start.",
  access: { public: true },
  body: firstRunInput,
  output: z.object({ email: z.string() }),
  status: 201,
  run: ({ ctx, body }) => completeFirstRun(ctx, body),
});
