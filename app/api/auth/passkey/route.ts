import { passkeyOptions } from "@/lib/auth/passkey-schema";
import { askForPasskey } from "@/lib/auth/prove-with-passkey";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Begin to sign in with a passkey: the question for the authenticator, good for 5 minutes.",
  access: { public: true },
  output: passkeyOptions,
  status: 201,
  run: async ({ ctx }) => ({ options: { ...(await askForPasskey(ctx, { purpose: "sign_in" })) } }),
});
