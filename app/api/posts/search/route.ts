import { defineRoute } from "@/lib/http/define-route";
import { postsReply, searchQuery } from "@/lib/posts/schema";
import { searchPosts } from "@/lib/posts/search-posts";

export const GET = defineRoute({
  summary: "List posts of one or several locations, with a search in captions.",
  access: { role: "viewer", location: "list" },
  query: searchQuery,
  output: postsReply,
  run: ({ ctx, query }) => searchPosts(ctx, query),
});
