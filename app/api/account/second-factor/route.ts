import { confirmTotp, readTotp, startTotp, turnOffTotp } from "@/lib/auth/manage-totp";
import { codeInput, recoveryCodesSchema, totpSchema, totpSetUpSchema } from "@/lib/auth/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Whether your authenticator app is set up, and how many recovery codes are left.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  output: totpSchema,
  run: ({ ctx }) => readTotp(ctx),
});

export const POST = defineRoute({
  summary: "Begin to set up an authenticator app: its secret, shown once.",
  access: { role: "viewer", location: "none", stepUp: true, beforeFactor: true },
  output: totpSetUpSchema,
  status: 201,
  run: ({ ctx }) => startTotp(ctx),
});

export const PUT = defineRoute({
  summary: "Turn the authenticator app on with its first code; answers the recovery codes.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  body: codeInput,
  output: recoveryCodesSchema,
  run: ({ ctx, body }) => confirmTotp(ctx, body.code),
});

export const DELETE = defineRoute({
  summary: "Turn your authenticator app off.",
  access: { role: "viewer", location: "none", stepUp: true, beforeFactor: true },
  output: totpSchema,
  run: async ({ ctx }) => {
    await turnOffTotp(ctx);
    return readTotp(ctx);
  },
});
