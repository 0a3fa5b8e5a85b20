import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { retryChange } from "@/lib/posts/change-posts";
import { changeView } from "@/lib/posts/change-schema";

export const POST = defineRoute({
  summary: "Try the posts of a bulk change again that failed or are unknown.",
  access: { role: "marketer", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: changeView,
  status: 202,
  run: ({ ctx, params }) => retryChange(ctx, params.changeId),
});
