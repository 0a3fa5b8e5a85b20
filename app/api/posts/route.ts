import { defineRoute } from "@/lib/http/define-route";
import { listPosts } from "@/lib/posts/list-posts";
import { postsQuery, postsReply } from "@/lib/posts/schema";

export const GET = defineRoute({
  summary: "List a location's posts, read live from the Social Media API.",
  access: { role: "viewer", location: "input" },
  query: postsQuery,
  output: postsReply,
  run: ({ ctx, query }) => listPosts(ctx, query),
});
