import { z } from "zod";
import { startPasskey } from "@/lib/auth/manage-passkeys";
import { passkeyOptions } from "@/lib/auth/passkey-schema";
import { askForPasskey } from "@/lib/auth/prove-with-passkey";
import { requireActor } from "@/lib/auth/require-actor";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Begin to add a passkey, or to confirm who you are with one: the question for the authenticator.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  body: z.object({ purpose: z.enum(["register", "step_up"]) }),
  output: passkeyOptions,
  status: 201,
  run: async ({ ctx, body }) => {
    const options =
      body.purpose === "register"
        ? await startPasskey(ctx)
        : await askForPasskey(ctx, { ...requireActor(ctx), purpose: "step_up" });
    return { options: { ...options } };
  },
});
