import { defineRoute } from "@/lib/http/define-route";
import { changePosts } from "@/lib/posts/change-posts";
import { changePostsBody, changeView } from "@/lib/posts/change-schema";

export const POST = defineRoute({
  summary: "Move scheduled posts, or give them a category or tags; follow it by its changeId.",
  access: { role: "marketer", location: "input" },
  body: changePostsBody,
  output: changeView,
  status: 202,
  run: ({ ctx, body }) => changePosts(ctx, body),
});
