import { z } from "zod";
import { removePasskey, renamePasskey } from "@/lib/auth/manage-passkeys";
import { passkeyName, passkeySchema } from "@/lib/auth/passkey-schema";
import { defineRoute } from "@/lib/http/define-route";

const params = z.object({ passkeyId: z.string().min(1).max(2_000) });

export const PATCH = defineRoute({
  summary: "Rename one of your passkeys.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  params,
  body: z.object({ name: passkeyName }),
  output: passkeySchema,
  run: ({ ctx, params, body }) => renamePasskey(ctx, params.passkeyId, body.name),
});

export const DELETE = defineRoute({
  summary: "Remove one of your passkeys.",
  access: { role: "viewer", location: "none", stepUp: true, beforeFactor: true },
  params,
  run: ({ ctx, params }) => removePasskey(ctx, params.passkeyId),
});
