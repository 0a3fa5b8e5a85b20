import { z } from "zod";
import { listDevices, revokeOtherDevices } from "@/lib/auth/manage-sessions";
import { deviceSchema } from "@/lib/auth/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List the devices you are signed in on.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  output: z.object({ devices: z.array(deviceSchema) }),
  run: async ({ ctx }) => ({ devices: await listDevices(ctx) }),
});

export const DELETE = defineRoute({
  summary: "Sign out every device but this one.",
  access: { role: "viewer", location: "none", beforeFactor: true },
  output: z.object({ sessionsEnded: z.number() }),
  run: ({ ctx }) => revokeOtherDevices(ctx),
});
