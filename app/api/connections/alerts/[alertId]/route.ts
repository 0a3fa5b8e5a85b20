import { z } from "zod";
import { dismissAlert } from "@/lib/connections/dismiss-alert";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute({
  summary: "Put an alert about a connection aside: what it saw was expected.",
  access: { role: "admin", location: "none" },
  params: z.object({ alertId: z.uuid() }),
  run: ({ ctx, params }) => dismissAlert(ctx, params.alertId),
});
