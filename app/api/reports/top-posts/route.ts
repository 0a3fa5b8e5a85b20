import { defineRoute } from "@/lib/http/define-route";
import { rankPosts } from "@/lib/reports/rank-posts";
import { topPostsQuery, topPostsReply } from "@/lib/reports/top-posts-schema";

export const GET = defineRoute({
  summary: "A period's best and weakest posts, and its posts by platform and kind.",
  access: { role: "viewer", location: "list" },
  query: topPostsQuery,
  output: topPostsReply,
  run: ({ ctx, query }) => rankPosts(ctx, query),
});
