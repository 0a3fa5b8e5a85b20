import { defineRoute } from "@/lib/http/define-route";
import { matchingReply, searchQuery } from "@/lib/posts/schema";
import { findMatching } from "@/lib/posts/search-posts";

export const GET = defineRoute({
  summary: "Every post that matches the filters, over all pages, for a bulk action.",
  access: { role: "viewer", location: "list" },
  query: searchQuery,
  output: matchingReply,
  run: ({ ctx, query }) => findMatching(ctx, query),
});
