import { defineRoute } from "@/lib/http/define-route";
import { postingQuery, postingReply } from "@/lib/reports/posting-schema";
import { summarisePosting } from "@/lib/reports/summarise-posting";

export const GET = defineRoute({
  summary: "When posts do well and which kinds do, over the last 180 days.",
  access: { role: "viewer", location: "list" },
  query: postingQuery,
  output: postingReply,
  run: ({ ctx, query }) => summarisePosting(ctx, query),
});
