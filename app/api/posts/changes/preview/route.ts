import { defineRoute } from "@/lib/http/define-route";
import { changePostsBody, changePreview } from "@/lib/posts/change-schema";
import { previewChange } from "@/lib/posts/plan-change";

export const POST = defineRoute({
  summary: "What a bulk change would do to each post; nothing is sent.",
  access: { role: "marketer", location: "input" },
  body: changePostsBody,
  output: changePreview,
  run: ({ ctx, body }) => previewChange(ctx, body),
});
