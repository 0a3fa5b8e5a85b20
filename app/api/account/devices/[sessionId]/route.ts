import { z } from "zod";
import { revokeDevice } from "@/lib/auth/manage-sessions";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute({
  summary: "Sign one of your devices out.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  params: z.object({ sessionId: z.uuid("This is no device's id.") }),
  output: z.object({ sessionId: z.string() }),
  run: async ({ ctx, params }) => {
    await revokeDevice(ctx, params.sessionId);
    return { sessionId: params.sessionId };
  },
});
