import { renewRecoveryCodes } from "@/lib/auth/recovery-codes";
import { recoveryCodesSchema } from "@/lib/auth/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Make ten new recovery codes; the earlier ones stop working.",
  access: { role: "viewer", location: "none", stepUp: true, beforeFactor: true },
  output: recoveryCodesSchema,
  status: 201,
  run: ({ ctx }) => renewRecoveryCodes(ctx),
});
