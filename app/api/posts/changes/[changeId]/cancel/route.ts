import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { cancelChange } from "@/lib/posts/change-posts";
import { changeView } from "@/lib/posts/change-schema";

export const POST = defineRoute({
  summary: "Stop a bulk change; posts that are not sent yet stay as they are.",
  access: { role: "marketer", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: changeView,
  status: 202,
  run: ({ ctx, params }) => cancelChange(ctx, params.changeId),
});
