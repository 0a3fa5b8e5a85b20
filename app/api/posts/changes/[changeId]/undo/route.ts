import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { undoChange } from "@/lib/posts/change-posts";
import { changeView } from "@/lib/posts/change-schema";

export const POST = defineRoute({
  summary: "Change the posts of a finished bulk change back to what they were.",
  access: { role: "marketer", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: changeView,
  status: 202,
  run: ({ ctx, params }) => undoChange(ctx, params.changeId),
});
