import { z } from "zod";
import { changeConnection } from "@/lib/connections/change-connection";
import { connectionChange, steerInput } from "@/lib/connections/schema";
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
  summary: "Rename a connection, or change after how many days it is due to be renewed.",
  access: { role: "admin", location: "none" },
  params,
  body: connectionChange,
  run: ({ ctx, params: { connectionId }, body }) => changeConnection(ctx, connectionId, body),
});
