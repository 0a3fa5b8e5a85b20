import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { getChange } from "@/lib/posts/change-posts";
import { changeView } from "@/lib/posts/change-schema";

export const GET = defineRoute({
  summary: "How far a bulk change is, with the result of each post.",
  access: { role: "viewer", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: changeView,
  run: ({ ctx, params }) => getChange(ctx, params.changeId),
});
