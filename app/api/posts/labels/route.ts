import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { listLabels } from "@/lib/posts/read-labels";
import { labelsReply } from "@/lib/posts/schema";

export const GET = defineRoute({
  summary: "The tags and categories of a location's posts.",
  access: { role: "viewer", location: "input" },
  query: z.object({ locationId: z.string().min(1) }),
  output: labelsReply,
  run: ({ ctx, query }) => listLabels(ctx, query.locationId),
});
