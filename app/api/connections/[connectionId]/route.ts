import { z } from "zod";
import { policyInput, steerInput } from "@/lib/connections/schema";
import { setRotation } from "@/lib/connections/set-rotation";
import { steerConnection } from "@/lib/connections/steer-connection";
import { defineRoute } from "@/lib/http/define-route";

const params = z.object({ connectionId: z.uuid() });

export const POST = defineRoute({
  summary: "Pause, resume, remove a connection, try a held-back token again, or end a key overlap.",
  access: { role: "admin", location: "none" },
  params,
  body: steerInput,
  run: ({ ctx, params: { connectionId }, body }) => steerConnection(ctx, connectionId, body),
});

export const PATCH = defineRoute({
  summary: "Change after how many days a connection is due to be renewed.",
  access: { role: "admin", location: "none" },
  params,
  body: policyInput,
  run: ({ ctx, params: { connectionId }, body }) => setRotation(ctx, connectionId, body),
});
