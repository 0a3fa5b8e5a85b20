import { defineRoute } from "@/lib/http/define-route";
import { proposeSlots } from "@/lib/reports/propose-slots";
import { slotsQuery, slotsReply } from "@/lib/reports/slots-schema";

export const GET = defineRoute({
  summary: "Best slots for a location's scheduled posts, and what came of posts that were moved.",
  access: { role: "viewer", location: "input" },
  query: slotsQuery,
  output: slotsReply,
  run: ({ ctx, query }) => proposeSlots(ctx, query),
});
