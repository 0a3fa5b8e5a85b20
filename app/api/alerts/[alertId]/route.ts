import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { dismissAlert } from "@/lib/watch/dismiss-alert";

export const DELETE = defineRoute({
  summary: "Put an alert aside: what it saw was expected.",
  access: { role: "admin", location: "none" },
  params: z.object({ alertId: z.uuid() }),
  run: ({ ctx, params }) => dismissAlert(ctx, params.alertId),
});
