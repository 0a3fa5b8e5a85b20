import { z } from "zod";
import { addPasskey, listPasskeys } from "@/lib/auth/manage-passkeys";
import { addedPasskey, addPasskeyInput, passkeySchema } from "@/lib/auth/passkey-schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Your passkeys.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  output: z.object({ passkeys: z.array(passkeySchema) }),
  run: async ({ ctx }) => ({ passkeys: await listPasskeys(ctx) }),
});

export const POST = defineRoute({
  summary: "Add the passkey that your authenticator has just made; the first factor brings recovery codes.",
  access: { role: "viewer", location: "none", stepUp: true, beforeFactor: true },
  body: addPasskeyInput,
  output: addedPasskey,
  status: 201,
  run: ({ ctx, body }) => addPasskey(ctx, body),
});
