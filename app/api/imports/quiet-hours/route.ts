import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { recallQuietHours, rememberHours } from "@/lib/imports/quiet-hours";
import { quietHoursReply, rememberQuietHours } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary: "The quiet hours that imports of a location begin with.",
  access: { role: "viewer", location: "input" },
  query: z.object({ locationId: z.string().min(1) }),
  output: quietHoursReply,
  run: ({ ctx, query }) => recallQuietHours(ctx, query),
});

export const PUT = defineRoute({
  summary: "Remember quiet hours for a location's imports, or (admins) for every location without its own.",
  access: { role: "marketer", location: "input" },
  body: rememberQuietHours,
  output: quietHoursReply,
  run: ({ ctx, body }) => rememberHours(ctx, body),
});
