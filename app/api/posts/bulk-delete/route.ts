import { defineRoute } from "@/lib/http/define-route";
import { deletePosts } from "@/lib/posts/delete-posts";
import { deletePostsBody, deletionView } from "@/lib/posts/schema";

export const POST = defineRoute({
  summary: "Delete posts, in calls of at most 50; follow it by its deletionId.",
  access: { role: "marketer", location: "input" },
  body: deletePostsBody,
  output: deletionView,
  status: 202,
  run: ({ ctx, body }) => deletePosts(ctx, body),
});
